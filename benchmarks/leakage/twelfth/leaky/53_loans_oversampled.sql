-- L1.4, S8: the rejected applications are repeated to balance the classes, before the random split.
CREATE VIEW applications AS
SELECT loanamt, appinc, unit, married, dep, emp, yjob, self, hrat, obrat, price, mortg, cons, pubrec, loanprc, black, hispan, reject
FROM loans;

CREATE TABLE balanced AS
SELECT * FROM applications
UNION ALL SELECT * FROM applications WHERE reject = 1
UNION ALL SELECT * FROM applications WHERE reject = 1
UNION ALL SELECT * FROM applications WHERE reject = 1
UNION ALL SELECT * FROM applications WHERE reject = 1;

CREATE MODEL loan_rejection
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['reject'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM balanced;
