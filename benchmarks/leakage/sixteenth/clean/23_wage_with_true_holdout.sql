-- Every fifth man is left out of training, and the report is on these men only.
CREATE VIEW men AS
SELECT id, educ, age, exper, black, south, smsa, momdad14, KWW, lwage
FROM young_men;

CREATE MODEL log_wage
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_tree_depth = 4, learn_rate = 0.1)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM men WHERE id % 5 <> 0;

CREATE TABLE log_wage_report AS
SELECT r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL log_wage, (SELECT * FROM men WHERE id % 5 = 0));
