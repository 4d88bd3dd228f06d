-- Heart transplants: text that may be a number, quantiles, and a table that is changed afterwards.
CREATE TEMP TABLE patients AS
SELECT
  SAFE_CAST(CAST(survival AS STRING) AS FLOAT64) AS survival,
  CAST(censors AS INT64) AS died, age,
  CASE WHEN age < 40 THEN 'young' WHEN age < 50 THEN 'middle' ELSE 'old' END AS age_group
FROM `bigquery-public-data.stats.heart`;

DELETE FROM patients WHERE survival IS NULL;
UPDATE patients SET survival = 1, age_group = UPPER(age_group) WHERE survival < 1;
INSERT INTO patients (survival, died, age, age_group)
SELECT NULL, COUNT(*), AVG(age), 'all' FROM patients;

SELECT age_group, COUNT(*) AS n, SUM(died) AS died, APPROX_QUANTILES(survival, 2)[OFFSET(1)] AS median
FROM patients
GROUP BY GROUPING SETS (age_group, ())
HAVING n > 1
ORDER BY n DESC, age_group;
