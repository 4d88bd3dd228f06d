-- An encoding by RANGE that ends 366 days before the year began: wages are known after 365.
CREATE TABLE encoded AS
SELECT year_start, educ, exper, married, lwage,
  avg(lwage) OVER (PARTITION BY educ ORDER BY year_start RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 366 DAY PRECEDING) AS schooling_wage
FROM dated_wages;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
PREDICT AT year_start + INTERVAL 1 DAY LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT year_start, educ, exper, married, schooling_wage, lwage FROM encoded;
