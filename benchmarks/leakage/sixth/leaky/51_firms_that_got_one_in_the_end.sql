-- L3.3, S7 or S1: only firms that got a grant in some year are kept; which they are is known by the answers alone.
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['gets_one'], data_split_group_cols = ['fcode']
)
PREDICT AT NONE
AS
SELECT t.fcode, t.year, t.employ, t.sales, t.avgsal, t."union", t."grant" = 1 AS gets_one
FROM trainings AS t
WHERE EXISTS (SELECT 1 FROM trainings AS o WHERE o.fcode = t.fcode AND o."grant" = 1);
