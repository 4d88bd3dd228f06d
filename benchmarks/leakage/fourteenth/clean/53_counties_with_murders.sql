-- Whether there is a murder in a county in a year, from the population of the year and the murders until two years before.
CREATE VIEW county_history AS
SELECT
  countyid, year, year_start, statefips, density, lpopul, perc1019, perc2029, percblack,
  lag(murdrate, 2) OVER (PARTITION BY countyid ORDER BY year) AS murdrate_2,
  sum(murders) OVER (PARTITION BY countyid ORDER BY year ROWS BETWEEN 6 PRECEDING AND 2 PRECEDING) AS murders_in_five_years,
  lag(rpcpersinc, 2) OVER (PARTITION BY countyid ORDER BY year) AS income_2,
  murders > 0 AS has_murder
FROM homicides;

CREATE MODEL murder_risk
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_murder'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS SELECT * FROM county_history WHERE year >= 1984;
