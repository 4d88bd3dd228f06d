-- The murders of the year before last, which were counted by February of last year.
CREATE TABLE fct_counts AS SELECT countyid, year, murders, murdrate, rpcpersinc FROM homicides;
CREATE TABLE dim_counties AS SELECT countyid, year, year_start, statefips, density, popul, percmale FROM homicides;

CREATE TABLE mart_counties AS
SELECT d.countyid, d.year, d.year_start, d.density, d.popul, d.percmale, b.murdrate AS rate_before, b.rpcpersinc AS income_before,
  f.murders
FROM dim_counties AS d
JOIN fct_counts AS f USING (countyid, year)
LEFT JOIN fct_counts AS b ON b.countyid = d.countyid AND b.year = d.year - 2;

CREATE MODEL number_of_murders
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murders'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM mart_counties;
