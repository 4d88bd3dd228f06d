-- The same ranking, of the years to 1984, while the model reads those from 1987 on.
CREATE VIEW stg_counties AS
SELECT countyid, year, year_start, density, popul, perc1019, perc2029, percblack, murdrate FROM homicides;

CREATE TABLE int_ranking AS
WITH long AS (
  SELECT year, murdrate, 'perc1019' AS measure, perc1019 AS value FROM stg_counties
  UNION ALL SELECT year, murdrate, 'perc2029', perc2029 FROM stg_counties
  UNION ALL SELECT year, murdrate, 'percblack', percblack FROM stg_counties
)
SELECT measure, abs(corr(value, murdrate)) AS strength FROM long WHERE year <= 1984 GROUP BY measure
QUALIFY row_number() OVER (ORDER BY strength DESC, measure) = 1;

CREATE TABLE mart_counties AS
SELECT c.countyid, c.year, c.year_start, c.density, c.popul,
  CASE r.measure WHEN 'perc1019' THEN c.perc1019 WHEN 'perc2029' THEN c.perc2029 ELSE c.percblack END AS chosen, c.murdrate
FROM stg_counties AS c, int_ranking AS r
WHERE c.year >= 1987;

CREATE MODEL murder_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['murdrate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 7 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM mart_counties;
