-- Claims of a city in a year from those of the year before, which are out by the end of January.
CREATE MODEL city_claims
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'])
KEY (city, year)
PREDICT AT year_start + INTERVAL 45 DAY
LABEL KNOWN AT year_start + INTERVAL 381 DAY
AS
WITH lagged AS (
  SELECT city, year, year_start, ez, luclms,
    lag(luclms) OVER (PARTITION BY city ORDER BY year) AS luclms_1
  FROM zones
)
SELECT * FROM lagged WHERE luclms_1 IS NOT NULL;
