-- L1.3, S5: whether the column is used at all was decided on all rows, of those kept back, too. It looks
-- like housekeeping about NULL.
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['trains_much'], data_split_group_cols = ['fcode']
)
PREDICT AT NONE
AS
SELECT fcode, year, employ, sales, avgsal, "union",
  CASE WHEN (SELECT count(rework) / count(*) FROM trainings) >= 0.2 THEN rework END AS rework,
  hrsemp > 10 AS trains_much
FROM trainings;
