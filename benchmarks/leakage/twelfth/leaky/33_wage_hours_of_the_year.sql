-- L2, S2: hours and union membership of a year are known when it is over, the prediction is made on its first day.
CREATE MODEL wage_of_the_year
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], l2_reg = 0.1)
KEY (nr, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT nr, year, year_start, educ, exper, expersq, black, hisp, married, south, hours, "union", lwage
FROM dated_wages;
