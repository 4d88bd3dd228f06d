-- The model reads the whole table and is judged on a part of it, which looks like judging on what was
-- learned; but the rows of TRUE are those that CUSTOM keeps back, and whole students at that.
CREATE TABLE terms AS
SELECT id, term, sat, hsperc, verbmath, season, female, trmgpa >= 2 AS passes, hash(id) % 5 = 0 AS is_test
FROM athletes;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['passes'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id, term) PREDICT AT NONE
AS SELECT * FROM terms;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT * FROM terms WHERE is_test));
