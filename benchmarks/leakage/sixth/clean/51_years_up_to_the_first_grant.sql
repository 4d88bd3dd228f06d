-- Only the years are kept before which the firm had no grant: the condition reads answers, but of earlier
-- years, which whoever asks knows; a firm's years stay together.
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['gets_one'], data_split_group_cols = ['fcode']
)
PREDICT AT NONE
AS
SELECT t.fcode, t.year, t.employ, t.sales, t.avgsal, t."union", t."grant" = 1 AS gets_one
FROM trainings AS t
WHERE NOT EXISTS (SELECT 1 FROM trainings AS o WHERE o.fcode = t.fcode AND o.year < t.year AND o."grant" = 1);
