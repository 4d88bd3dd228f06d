-- L3.3, S7 or S1: the lowest and the highest tenth of the wages that are asked for are cut off.
CREATE TABLE mart_middle AS
SELECT nr, year, year_start, educ, exper, black, married, south, bus, fin, trad, poorhlth, lwage
FROM dated_wages
QUALIFY percent_rank() OVER (PARTITION BY year ORDER BY lwage) BETWEEN 0.1 AND 0.9;

CREATE MODEL log_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 2 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM mart_middle;
