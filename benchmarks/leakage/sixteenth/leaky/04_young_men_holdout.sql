-- L1.1, S9: The holdout of every fifth man was never taken out of the training query, so the final figures are on men learned from.
CREATE VIEW men AS
SELECT id, educ, age, fatheduc, motheduc, momdad14, black, south, smsa, KWW, IQ, exper, lwage
FROM young_men;

CREATE MODEL log_wage
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], learn_rate = 0.1, max_iterations = 200)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM men;

CREATE TABLE log_wage_final AS
SELECT * FROM ML.EVALUATE(MODEL log_wage, (SELECT * FROM men WHERE id % 5 = 0));
