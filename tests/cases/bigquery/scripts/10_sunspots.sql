-- Sunspots: years that are higher than their neighbours, and how long a cycle takes.
CREATE TEMP TABLE peaks AS
SELECT year, sunactivity AS height
FROM `bigquery-public-data.stats.sunspots`
QUALIFY sunactivity > COALESCE(MAX(sunactivity) OVER (ORDER BY year ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING), 0)
  AND sunactivity > COALESCE(MAX(sunactivity) OVER (ORDER BY year ROWS BETWEEN 1 FOLLOWING AND 4 FOLLOWING), 0);

SELECT
  COUNT(*) AS n,
  ROUND((MAX(year) - MIN(year)) / (COUNT(*) - 1), 2) AS cycle,
  ARRAY_AGG(STRUCT(year, height) ORDER BY height DESC LIMIT 2) AS highest,
  (SELECT AS STRUCT MIN(gap) AS shortest, MAX(gap) AS longest
   FROM (SELECT year - LAG(year) OVER (ORDER BY year) AS gap FROM peaks)) AS gaps
FROM peaks;
