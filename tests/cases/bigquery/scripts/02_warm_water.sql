-- El Nino: a table with a column for each month becomes a row a month, and seasons by decade.
CREATE TEMP TABLE monthly AS
SELECT PARSE_DATE('%Y-%b-%d', FORMAT('%d-%s-01', year, month)) AS month, temperature
FROM `bigquery-public-data.stats.elnino`
UNPIVOT (temperature FOR month IN (JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC));

CREATE TEMP TABLE anomalies AS
SELECT month, temperature,
  temperature - AVG(temperature) OVER (PARTITION BY EXTRACT(MONTH FROM month)) AS anomaly,
  AVG(temperature) OVER (ORDER BY UNIX_DATE(month) RANGE BETWEEN 366 PRECEDING AND CURRENT ROW) AS year_mean
FROM monthly;

SELECT * FROM (
  SELECT DIV(EXTRACT(YEAR FROM month), 10) * 10 AS decade, EXTRACT(QUARTER FROM month) AS quarter, temperature
  FROM monthly
)
PIVOT (AVG(temperature) AS mean, COUNT(*) AS n FOR quarter IN (1, 3 AS summer))
WHERE decade IN (1950, 2000)
ORDER BY decade;
