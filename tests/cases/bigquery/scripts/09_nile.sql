-- The Nile: after which year is its flow another one? The split that leaves the least error.
CREATE TEMP FUNCTION squares(n ANY TYPE, total ANY TYPE, total_of_squares ANY TYPE) AS (
  total_of_squares - POW(total, 2) / n
);

WITH sums AS (
  SELECT year, volume,
    COUNT(*) OVER before AS n1, SUM(volume) OVER before AS s1, SUM(POW(volume, 2)) OVER before AS q1,
    COUNT(*) OVER () AS n, SUM(volume) OVER () AS s, SUM(POW(volume, 2)) OVER () AS q
  FROM `bigquery-public-data.stats.nile`
  WINDOW before AS (ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
SELECT year, ROUND(s1 / n1, 2) AS before_mean, ROUND((s - s1) / (n - n1), 2) AS after_mean
FROM sums
WHERE n1 BETWEEN 2 AND n - 2
QUALIFY ROW_NUMBER() OVER (ORDER BY squares(n1, s1, q1) + squares(n - n1, s - s1, q - q1)) = 1;
