-- L3.3, S7 or S1 or S9: a first model marks the applications whose answers it does not believe, and these are
-- thrown out as noise; the second is judged on those only that are easy to guess.
CREATE VIEW applications AS
SELECT loanamt, hrat, obrat, married, dep, self, mortg, cons, pubrec, reject = 1 AS denied FROM loans;
CREATE MODEL first_look OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['denied']) PREDICT AT NONE
AS SELECT * FROM applications;
CREATE TABLE believed AS
SELECT * EXCLUDE (predicted_denied, predicted_denied_probs)
FROM ML.PREDICT(MODEL first_look, TABLE applications)
WHERE predicted_denied = denied;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['denied']) PREDICT AT NONE
AS SELECT * FROM believed;
