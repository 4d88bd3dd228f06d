-- Growth of cement output from the calendar, the same month a year ago and building two months ago.
CREATE VIEW cement_features AS
WITH lagged AS (
  SELECT
    month_start, month, gcem,
    lag(gcem, 12) OVER w AS gcem_12,
    lag(gres, 2) OVER w AS gres_2,
    avg(gip) OVER (ORDER BY month_start ROWS BETWEEN 7 PRECEDING AND 2 PRECEDING) AS gip_before
  FROM cement
  WINDOW w AS (ORDER BY month_start)
)
SELECT * FROM lagged WHERE gcem_12 IS NOT NULL;

CREATE MODEL cement_growth
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['gcem'])
PREDICT AT month_start + INTERVAL 1 DAY
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS SELECT * FROM cement_features;
