-- Whether the column is used was decided by the year 1987, from which no row is learned or judged.
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['trains_much'], data_split_group_cols = ['fcode']
)
PREDICT AT NONE
AS
SELECT fcode, year, employ, sales, avgsal, "union",
  CASE WHEN (SELECT count(rework) / count(*) FROM trainings WHERE year = 1987) >= 0.2 THEN rework END AS rework,
  hrsemp > 10 AS trains_much
FROM trainings WHERE year > 1987;
