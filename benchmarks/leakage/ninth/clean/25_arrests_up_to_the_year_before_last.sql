-- The latest arrests are at most those of the year before last, which were out when the year began.
CREATE VIEW stg_arrests AS SELECT countyid, year AS counted_year, arrestrate, execs FROM homicides;

CREATE TABLE mart_counties AS
SELECT c.countyid, c.year, c.year_start, c.density, c.popul, c.perc1019, c.perc2029, c.percmale, a.arrestrate, a.execs,
  c.murders >= 1 AS has_murders
FROM homicides AS c ASOF JOIN stg_arrests AS a
  ON a.countyid = c.countyid AND a.counted_year <= c.year - 2
WHERE c.year >= 1983 AND c.countyid % 3 = 0;

CREATE MODEL county_with_murders
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_murders'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM mart_counties;
