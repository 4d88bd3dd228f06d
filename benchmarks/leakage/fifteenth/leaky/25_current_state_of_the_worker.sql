-- L3.1, S3 or S4: married, union and region are those of the worker's last year in the panel, joined to all earlier years.
CREATE TABLE worker_profile AS
SELECT nr, married, "union" AS in_union, south, educ, black, hisp
FROM dated_wages
QUALIFY row_number() OVER (PARTITION BY nr ORDER BY year DESC) = 1;

CREATE MODEL wage_next_year
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS
SELECT w.nr, w.year, w.year_start, w.exper, p.educ, p.married, p.in_union, p.south, p.black, p.hisp, w.lwage
FROM dated_wages w
JOIN worker_profile p ON p.nr = w.nr;
