-- Murders per 100,000 of a state, asked on the second of January: the latest counts are then two years old.
CREATE TABLE state_years AS
SELECT
  statefips,
  year,
  min(year_start) AS year_start,
  sum(popul) AS population,
  sum(percblack * popul) / sum(popul) AS percent_black,
  sum(perc2029 * popul) / sum(popul) AS percent_20_29,
  100000.0 * sum(murders) / sum(popul) AS murder_rate
FROM homicides
GROUP BY statefips, year;

CREATE MODEL state_murder_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['murder_rate'])
KEY (statefips, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS
SELECT
  statefips,
  year,
  year_start,
  ln(population) AS log_population,
  percent_black,
  percent_20_29,
  lag(murder_rate, 2) OVER (PARTITION BY statefips ORDER BY year) AS murder_rate_2,
  lag(murder_rate, 3) OVER (PARTITION BY statefips ORDER BY year) AS murder_rate_3,
  murder_rate
FROM state_years;
