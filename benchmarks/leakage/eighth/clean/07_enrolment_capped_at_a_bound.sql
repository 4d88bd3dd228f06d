-- The same macro caps at bounds that were written down.
CREATE MACRO clip(x, lo, hi) AS greatest(least(x, hi), lo);

CREATE TABLE mart_districts AS
SELECT d.distid, d.year, d.year_open, d.lunch, d.ptr, clip(d.enrol, 100, 20000) AS pupils,
  clip(d.expp, 3000, 9000) AS money, d.math4
FROM districts AS d;

CREATE MODEL satisfactory_math
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 45 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM mart_districts WHERE math4 IS NOT NULL;
