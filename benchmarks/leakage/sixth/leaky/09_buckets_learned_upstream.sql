-- L1.2, S5: ML.QUANTILE_BUCKETIZE is the right function in the wrong place: in a table it learns the
-- quantiles of all rows, before the model splits them.
CREATE TABLE prepared AS
SELECT ML.QUANTILE_BUCKETIZE(age, 5) OVER () AS age_band, educ, married, famsize, employ, mothalc, fathalc,
  abuse = 1 AS abuses
FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses']) PREDICT AT NONE
AS SELECT * FROM prepared;
