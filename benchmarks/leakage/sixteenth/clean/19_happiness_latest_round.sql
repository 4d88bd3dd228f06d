-- Each round of the survey asks other people; the model is judged on the latest round.
CREATE MODEL very_happy
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['vhappy'],
  data_split_method = 'CUSTOM', data_split_col = 'is_latest'
)
PREDICT AT NONE
AS
SELECT
  workstat, region, attend, income, prestige, educ, babies, preteen, teens, female, black, unem10,
  year = 2006 AS is_latest,
  vhappy
FROM happiness;
