-- How people could travel: a file with semicolons, a row for each way, and one for each person.
CREATE EXTERNAL TABLE trips.raw OPTIONS (format = 'CSV', uris = ['modechoice.csv'], field_delimiter = ';');

CREATE OR REPLACE TABLE trips.people AS
SELECT t.* REPLACE (t.hinc * 1000 AS hinc), s.way
FROM (SELECT individual, hinc, mode, invt + ttme AS minutes FROM trips.raw)
PIVOT (ANY_VALUE(minutes) FOR mode IN (1 AS air, 2 AS train, 3 AS bus, 4 AS car)) AS t
JOIN (
  SELECT individual, CASE MAX(psize) WHEN 1 THEN 'alone' WHEN 2 THEN 'pair' ELSE 'group' END AS way
  FROM trips.raw GROUP BY 1
) AS s USING (individual);

CREATE OR REPLACE MODEL trips.model
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['way'], data_split_method = 'NO_SPLIT') AS
SELECT * EXCEPT (individual) FROM trips.people;

SELECT
  (SELECT STRING_AGG(FORMAT('%s %d', way, n), ', ' ORDER BY n DESC, way)
   FROM (SELECT way, COUNT(*) AS n FROM trips.people GROUP BY way)) AS ways,
  COUNTIF(way = predicted_way) > 100 AS learned,
  ROUND(MAX((SELECT SUM(p.prob) FROM UNNEST(predicted_way_probs) AS p)), 9) AS total
FROM ML.PREDICT(MODEL trips.model, TABLE trips.people);
