-- Claims of the unemployed in a city and year, at the end of January, when the year before is counted.
CREATE VIEW city_years AS
SELECT
  city, year, year_start, ez,
  lag(uclms) OVER (PARTITION BY city ORDER BY year) AS claims_last_year,
  lag(guclms) OVER (PARTITION BY city ORDER BY year) AS growth_last_year,
  uclms
FROM zones;

CREATE MODEL city_claims
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['uclms'])
TRANSFORM (
  ez,
  ln(claims_last_year) AS log_claims,
  claims_last_year,
  ML.IMPUTER(growth_last_year, 'mean') OVER () AS growth_last_year
)
KEY (city, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 380 DAY
AS SELECT * FROM city_years WHERE claims_last_year IS NOT NULL;
