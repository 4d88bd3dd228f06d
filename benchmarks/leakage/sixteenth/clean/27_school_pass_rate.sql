-- The share of pupils above the median from a school district's pupils and teachers.
CREATE MODEL pass_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['share_above'], data_split_method = 'RANDOM', l2_reg = 1)
PREDICT AT NONE
AS
SELECT
  LOWINC, PERASIAN, PERBLACK, PERHISP, PERMINTE, AVYRSEXP, AVSALK, PERSPENK, PTRATIO, PCTCHRT,
  PR50M / MATHTOT AS share_above
FROM schools
WHERE MATHTOT > 0;
