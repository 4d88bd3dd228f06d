-- Wages by years at junior college and university, tuned over depth and learning rate.
CREATE MODEL wage_after_college
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  num_trials = 6, hparam_tuning_algorithm = 'RANDOM_SEARCH',
  learn_rate = HPARAM_RANGE(0.05, 0.4), max_tree_depth = HPARAM_CANDIDATES([3, 4, 6])
)
KEY (id)
PREDICT AT NONE
AS SELECT
  id, female, black, hispanic, phsrank, stotal, jc, univ, BA, AA, exper,
  CASE WHEN ne = 1 THEN 'northeast' WHEN nc = 1 THEN 'midwest' WHEN south = 1 THEN 'south' ELSE 'west' END AS region,
  lwage
FROM leavers;

CREATE TABLE wage_after_college_quality AS SELECT * FROM ML.EVALUATE(MODEL wage_after_college);
