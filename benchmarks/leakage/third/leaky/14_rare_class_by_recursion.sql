-- L1.4, S8: rejected applications are written five times by a recursive CTE.
CREATE TABLE balanced AS
WITH RECURSIVE again AS (
  SELECT appinc, obrat, approve, 1 AS round FROM loans
  UNION ALL
  SELECT appinc, obrat, approve, round + 1 FROM again WHERE round < 5)
SELECT * FROM again;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE AS SELECT appinc, obrat, approve FROM balanced;
