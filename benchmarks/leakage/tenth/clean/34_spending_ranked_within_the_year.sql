-- Spending and size are turned into ranks over a whole partition, but of the same school year, whose figures are all
-- known a month before the prediction.
CREATE VIEW stg_districts AS
SELECT distid, year, year_open, lunch, enrol, expp, avgsal, math4_1, math4 FROM districts
WHERE expp IS NOT NULL AND enrol IS NOT NULL;

CREATE TABLE district_features AS
SELECT distid, year, year_open, lunch, math4_1,
  percent_rank() OVER (PARTITION BY year ORDER BY expp) AS spending_rank,
  percent_rank() OVER (PARTITION BY year ORDER BY enrol) AS size_rank,
  cume_dist() OVER (PARTITION BY year ORDER BY avgsal) AS pay_rank,
  math4 >= 60 AS passes
FROM stg_districts;

CREATE MODEL district_passes
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['passes'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_features WHERE year >= 1993;

CREATE TABLE district_watchlist AS
SELECT distid, year, ML.PROBABILITY(predicted_passes_probs, TRUE) AS p_passes
FROM ML.PREDICT(MODEL district_passes, (SELECT * EXCLUDE (passes) FROM district_features WHERE year = 1998));
