-- L3.3, S7: districts whose pass rate then rose or fell by more than ten points are dropped as errors of measurement.
CREATE TABLE plausible_districts AS
SELECT distid, year, year_open, lunch, lenrol, lexpp, avgsal, math4_1, math4
FROM districts
WHERE abs(cmath4) <= 10;

CREATE MODEL next_pass_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 45 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM plausible_districts;
