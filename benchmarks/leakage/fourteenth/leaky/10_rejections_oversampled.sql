-- L1.4, S8: rejected applications are copied seven times to balance the classes, then rows are split at random.
CREATE VIEW applications AS
SELECT loanamt, appinc, loanprc, hrat, obrat, married, self, pubrec, mortlat1, mortlat2, netw, unem, reject
FROM loans;

CREATE TABLE balanced AS
SELECT * FROM applications WHERE reject = 0
UNION ALL
SELECT a.* FROM applications a CROSS JOIN range(7) AS copies(i) WHERE a.reject = 1;

CREATE MODEL rejection
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['reject'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM balanced;
