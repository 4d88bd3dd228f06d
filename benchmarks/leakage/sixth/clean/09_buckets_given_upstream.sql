-- A bucketing function of ML in a table, before the split; but ML.BUCKETIZE is given its split points and
-- looks at one row.
CREATE TABLE prepared AS
SELECT ML.BUCKETIZE(age, [25, 35, 45, 55]) AS age_band, educ, married, famsize, employ, mothalc, fathalc,
  abuse = 1 AS abuses
FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses']) PREDICT AT NONE
AS SELECT * FROM prepared;
