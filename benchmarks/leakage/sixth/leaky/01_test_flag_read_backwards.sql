-- L1.1, S9: with CUSTOM the rows of TRUE are kept back; those of FALSE, which are judged here, were
-- learned from. A careless reader sees a flag, a split by it, and an evaluation by the same flag.
CREATE TABLE terms AS
SELECT id, term, sat, hsperc, verbmath, season, female, trmgpa >= 2 AS passes, hash(id) % 5 = 0 AS is_test
FROM athletes;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['passes'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id, term) PREDICT AT NONE
AS SELECT * FROM terms;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT * FROM terms WHERE NOT is_test));
