-- Who is very happy; other people are asked in each wave, and the latest waves judge.
CREATE VIEW respondents AS
SELECT year, workstat, prestige, educ, babies, preteen, teens, income, region, female, black, mothfath16, vhappy
FROM happiness;

CREATE MODEL very_happy
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['vhappy'],
  data_split_method = 'SEQ', data_split_col = 'year', data_split_eval_fraction = 0.3
)
AS SELECT * FROM respondents;
