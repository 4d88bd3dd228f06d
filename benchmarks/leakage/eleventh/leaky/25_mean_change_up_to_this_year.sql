-- L2, S2 or S4: the mean change of the pass rate takes in the change of the year that is asked for.
CREATE VIEW stg_districts AS
SELECT distid, year, year_open, lunch, enrol, expp, ptr, avgsal, math4, math4_1, cmath4 FROM districts;

CREATE TABLE ft_pass_rates AS
SELECT *, avg(cmath4) OVER (PARTITION BY distid ORDER BY year ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS mean_change
FROM stg_districts;

CREATE MODEL pass_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * EXCLUDE (cmath4) FROM ft_pass_rates WHERE year >= 1994;
