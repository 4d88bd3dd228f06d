-- Fares of the year 2000 are the test; features are the route's distance and its fare and market of the year before.
CREATE TABLE fare_features AS
SELECT id, year, dist, ldist, ldistsq,
  lag(lfare) OVER (PARTITION BY id ORDER BY year) AS lfare_1,
  lag(concen) OVER (PARTITION BY id ORDER BY year) AS concen_1,
  lag(lpassen) OVER (PARTITION BY id ORDER BY year) AS lpassen_1,
  year = 2000 AS is_test,
  lfare
FROM fares;

CREATE MODEL next_fare
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lfare'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id, year)
PREDICT AT NONE
STANDARDS (r2_score >= 0.5)
AS SELECT * FROM fare_features WHERE year > 1997;
