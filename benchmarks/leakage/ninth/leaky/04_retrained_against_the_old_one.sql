-- L1.1, S9: the new model, which has learned all years, is compared with the old one on years that only the new one
-- has seen.
CREATE TABLE fct_counties AS
SELECT c.countyid, c.year, c.year_start, c.density, c.popul, c.perc1019, c.perc2029, c.percblack, c.percmale,
  b.murdrate AS rate_2, b.arrestrate AS arrests_2, c.murdrate
FROM homicides AS c JOIN homicides AS b ON b.countyid = c.countyid AND b.year = c.year - 2;

CREATE MODEL rate_old
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['murdrate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 60 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM fct_counties WHERE year <= 1985;

CREATE MODEL rate_new
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 60 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM fct_counties;

CREATE TABLE rpt_comparison AS
SELECT 'old' AS model, mean_absolute_error, r2_score
FROM ML.EVALUATE(MODEL rate_old, (SELECT * FROM fct_counties WHERE year BETWEEN 1987 AND 1989))
UNION ALL
SELECT 'new', mean_absolute_error, r2_score
FROM ML.EVALUATE(MODEL rate_new, (SELECT * FROM fct_counties WHERE year BETWEEN 1987 AND 1989));
