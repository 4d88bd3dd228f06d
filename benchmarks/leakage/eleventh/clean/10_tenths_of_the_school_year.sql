-- Tenths are cut within the school year, all of whose districts report a month before the prediction.
CREATE TABLE ft_districts AS
SELECT distid, year, year_open, lunch, enrol, expp, avgsal, math4_1,
  ntile(10) OVER (PARTITION BY year ORDER BY enrol, distid) AS size_tenth,
  ntile(10) OVER (PARTITION BY year ORDER BY lunch, distid) AS poverty_tenth,
  math4
FROM districts;

CREATE MODEL pass_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM ft_districts;
