-- L1.1, S9: two folds are judged crosswise, but the second model has lost its filter and has learned the fold
-- on which it is judged.
CREATE TABLE mart_students AS
SELECT attend, priGPA AS grade_before, ACT AS entry_test, frosh, soph, final >= 26 AS passes,
  hash(attend, priGPA, ACT, frosh, soph) % 2 AS fold
FROM attendance;

CREATE MODEL passes_a OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['passes'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT * EXCLUDE (fold) FROM mart_students WHERE fold = 0;
CREATE MODEL passes_b OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['passes'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT * EXCLUDE (fold) FROM mart_students;

CREATE TABLE rpt_folds AS
SELECT 'a' AS model, roc_auc FROM ML.EVALUATE(MODEL passes_a, (SELECT * FROM mart_students WHERE fold = 1))
UNION ALL
SELECT 'b' AS model, roc_auc FROM ML.EVALUATE(MODEL passes_b, (SELECT * FROM mart_students WHERE fold = 0));
