-- L2, S2: dropouts, graduations and the tests of the seventh grade are of the end of the year, the prediction is of its beginning.
CREATE MODEL district_passes
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['most_pass'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
AS SELECT
  distid, year, year_open, lunch, enrol, ptr, rexpp, avgsal,
  "drop" AS dropout_rate, grad AS graduation_rate, math7,
  math4 > 60 AS most_pass
FROM districts;
