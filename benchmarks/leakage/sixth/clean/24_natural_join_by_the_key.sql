-- NATURAL JOIN again, of a view with the answer; but what the two share is the key alone.
CREATE VIEW backgrounds AS SELECT id, term, sat, hsperc, female FROM athletes;
CREATE VIEW results AS SELECT id, term, trmgpa AS mark FROM athletes;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['passes'], data_split_group_cols = ['id']
)
PREDICT AT NONE
AS SELECT * EXCLUDE (mark), mark >= 2 AS passes FROM backgrounds NATURAL JOIN results;
