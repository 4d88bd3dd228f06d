-- L1.1, S9: a holdout view is cut out for the evaluation, but the training query never excludes it.
CREATE VIEW wage_holdout AS
SELECT female, phsrank, BA, AA, exper, jc, univ, stotal, lwage
FROM leavers
WHERE hash(id) % 5 = 0;

CREATE MODEL leaver_wage
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'NO_SPLIT', max_iterations = 50
)
PREDICT AT NONE
AS SELECT female, phsrank, BA, AA, exper, jc, univ, stotal, lwage FROM leavers;

CREATE TABLE leaver_wage_quality AS
SELECT * FROM ML.EVALUATE(MODEL leaver_wage, TABLE wage_holdout);
