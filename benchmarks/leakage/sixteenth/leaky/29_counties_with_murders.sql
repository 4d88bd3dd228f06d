-- L3.3, S7: Only county-years with at least one murder are kept, which is known only after the year that is predicted.
CREATE MODEL murder_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['log_rate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS
SELECT
  countyid, year, year_start, lpopul, density, perc1019, perc2029, percblack, percmale,
  ln(murdrate) AS log_rate
FROM homicides
WHERE murders > 0;
