-- L1.4, S8: new rows halfway between a row and itself a little changed, beside the old ones, before the split.
CREATE TABLE smote AS
SELECT age, tserved, priors, cens FROM convicts
UNION ALL
SELECT (2 * r.age + 1) / 2 AS age, r.tserved * 1.01 AS tserved, r.priors, r.cens FROM convicts r WHERE r.cens = 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['cens']) PREDICT AT NONE AS SELECT age, tserved, priors, cens FROM smote;
