-- L2, S1 or S2: SELECT * keeps lsalary, the logarithm of the salary.
CREATE MODEL hitter_salary
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['salary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, max_iterations = 60
)
PREDICT AT NONE
AS SELECT * EXCLUDE (teamsal, whitepop, blackpop, hisppop, blckpb, hispph, whtepw, blckph, hisppb)
FROM hitters;
