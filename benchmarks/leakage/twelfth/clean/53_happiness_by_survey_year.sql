-- Who is very happy: trained on the surveys up to 2004, judged on that of 2006, which asked other people.
CREATE TABLE answers AS
SELECT
  educ, prestige, workstat, region, attend, income,
  coalesce(babies, 0) + coalesce(preteen, 0) + coalesce(teens, 0) AS children,
  female, black, mothfath16,
  year = 2006 AS is_test,
  happy = 'very happy' AS very_happy
FROM happiness
WHERE happy IS NOT NULL;

CREATE MODEL very_happy
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['very_happy'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM answers;

CREATE TABLE happiness_report AS
SELECT round(roc_auc, 3) AS roc_auc, round(log_loss, 3) AS log_loss FROM ML.EVALUATE(MODEL very_happy);
