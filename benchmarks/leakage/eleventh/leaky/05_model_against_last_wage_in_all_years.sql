-- L1.1, S9: model and naive guess are compared over all years, and the model has learned from most of them.
CREATE TABLE int_wages AS
SELECT nr, year, year_start, educ, black, hisp, married, exper, south, manuf, pub, lwage,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS last_lwage
FROM dated_wages;

CREATE TABLE mart_wages AS SELECT * FROM int_wages WHERE last_lwage IS NOT NULL;

CREATE MODEL wage_next
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM mart_wages;

CREATE TABLE rpt_model_against_naive AS
SELECT year,
  avg(abs(predicted_lwage - lwage)) AS mae_model,
  avg(abs(last_lwage - lwage)) AS mae_naive
FROM ML.PREDICT(MODEL wage_next, (FROM mart_wages))
GROUP BY year;
