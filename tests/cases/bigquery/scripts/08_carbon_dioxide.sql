-- Mauna Loa: weeks with gaps become months without, by a calendar that is joined.
DECLARE first, last DATE;

CREATE TEMP FUNCTION day_of(text STRING) RETURNS DATE AS (PARSE_DATE('%Y%m%d', text));

CREATE TEMP TABLE weekly AS
SELECT day_of(CAST(date AS STRING)) AS day, co2 FROM `bigquery-public-data.stats.co2`;

SET (first, last) = (SELECT AS STRUCT DATE_TRUNC(MIN(day), MONTH), DATE_TRUNC(MAX(day), MONTH) FROM weekly);

CREATE TEMP TABLE monthly AS
WITH calendar AS (SELECT month FROM UNNEST(GENERATE_DATE_ARRAY(first, last, INTERVAL 1 MONTH)) AS month),
means AS (SELECT DATE_TRUNC(day, MONTH) AS month, AVG(co2) AS co2 FROM weekly GROUP BY month)
SELECT month, co2, LAST_VALUE(co2 IGNORE NULLS) OVER (ORDER BY month) AS filled
FROM calendar LEFT JOIN means USING (month);

SELECT COUNT(*) AS months, COUNTIF(co2 IS NULL) AS gaps, COUNTIF(filled IS NULL) AS unfilled,
  ROUND(MAX_BY(filled, month), 3) AS final, FORMAT_DATE('%b %Y', MIN(month)) AS since
FROM monthly;
