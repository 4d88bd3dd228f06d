-- L1.3, S7: workers further than two and a half deviations from the mean of the answer are removed, from the test as well.
CREATE TABLE wages_clean AS
WITH bounds AS (
  SELECT avg(lwage) AS mu, stddev(lwage) AS sigma FROM wages
)
SELECT w.nr, w.year, w.educ, w.exper, w.expersq, w.black, w.hisp, w.married, w.south, w.rur, w.poorhlth, w.lwage
FROM wages w, bounds b
WHERE abs(w.lwage - b.mu) <= 2.5 * b.sigma;

CREATE MODEL log_wage
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_group_cols = ['nr']
)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM wages_clean;
