-- L1.3, S1 or S5: an occupation keeps its name only if its answers differ enough from zero, on all rows;
-- the others become "other". It looks like a tidy dimension.
CREATE TABLE telling AS
SELECT occupation FROM affairs GROUP BY occupation
HAVING abs(avg(affairs) - 0.7) > 2 * stddev_samp(affairs) / sqrt(count(*));
CREATE TABLE women AS
SELECT age, yrs_married, religious, educ,
  CASE WHEN occupation IN (SELECT occupation FROM telling) THEN occupation::VARCHAR ELSE 'other' END AS occupation,
  affairs > 0 AS had_one
FROM affairs;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_one']) PREDICT AT NONE
AS SELECT * FROM women;
