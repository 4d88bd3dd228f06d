-- Claims of a city from whether it has an enterprise zone and from its claims two years ago.
CREATE MODEL city_claims
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'])
KEY (city, year_start)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 381 DAY
AS
WITH history AS (
  SELECT city, year_start, ez, lag(luclms, 2) OVER (PARTITION BY city ORDER BY year) AS luclms_2, luclms
  FROM zones
)
SELECT * FROM history WHERE luclms_2 IS NOT NULL;
