-- L1.2, S5 or S4 or S3: a macro caps the pupils and the money at the first and last percentile of all years
-- and districts.
CREATE MACRO clip(x, lo, hi) AS greatest(least(x, hi), lo);

CREATE TABLE int_bounds AS
SELECT quantile_cont(enrol, 0.01) AS enrol_lo, quantile_cont(enrol, 0.99) AS enrol_hi,
  quantile_cont(expp, 0.01) AS money_lo, quantile_cont(expp, 0.99) AS money_hi
FROM districts;

CREATE TABLE mart_districts AS
SELECT d.distid, d.year, d.year_open, d.lunch, d.ptr, clip(d.enrol, b.enrol_lo, b.enrol_hi) AS pupils,
  clip(d.expp, b.money_lo, b.money_hi) AS money, d.math4
FROM districts AS d CROSS JOIN int_bounds AS b;

CREATE MODEL satisfactory_math
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 45 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM mart_districts WHERE math4 IS NOT NULL;
