-- Which lag of industrial production is the feature is decided by the fit with the answer in the years before 1971;
-- the model begins in the summer of 1971, when all of that was published.
CREATE VIEW stg_cement AS
SELECT year, month, month_start, gcem, ip,
  ln(ip / lag(ip, 12) OVER (ORDER BY month_start)) AS ip_growth,
  lag(gcem, 12) OVER (ORDER BY month_start) AS gcem_year_ago
FROM cement;

CREATE TABLE cement_lags AS
SELECT month_start, month, gcem, gcem_year_ago,
  lag(ip_growth, 2) OVER w AS ip_2, lag(ip_growth, 4) OVER w AS ip_4, lag(ip_growth, 6) OVER w AS ip_6
FROM stg_cement
WINDOW w AS (ORDER BY month_start);

CREATE TABLE best_lag AS
WITH fits AS (
  SELECT regr_r2(gcem, ip_2) AS r2_2, regr_r2(gcem, ip_4) AS r2_4, regr_r2(gcem, ip_6) AS r2_6
  FROM cement_lags WHERE month_start < TIMESTAMP '1971-01-01 00:00:00'
)
SELECT CASE greatest(r2_2, r2_4, r2_6) WHEN r2_2 THEN 2 WHEN r2_4 THEN 4 ELSE 6 END AS months FROM fits;

CREATE MODEL cement_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['gcem'])
KEY (month_start)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS
SELECT l.month_start, CAST(l.month AS VARCHAR) AS month, l.gcem_year_ago,
  CASE b.months WHEN 2 THEN l.ip_2 WHEN 4 THEN l.ip_4 ELSE l.ip_6 END AS industry, l.gcem
FROM cement_lags AS l, best_lag AS b
WHERE l.month_start >= TIMESTAMP '1971-06-01 00:00:00';
