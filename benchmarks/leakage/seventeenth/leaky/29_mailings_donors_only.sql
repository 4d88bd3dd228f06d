-- L3.3, S7: the gift to expect of a mailing is learned and judged on those who gave, which is known only afterwards.
CREATE MODEL expected_gift
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['gift'],
  description = 'what each person on the list will give to the next mailing', data_split_method = 'RANDOM'
)
PREDICT AT NONE
AS
SELECT resplast, weekslast, propresp, mailsyear, avggift, gift
FROM mailings
WHERE gift > 0;
