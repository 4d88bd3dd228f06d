-- Who is very happy, from the survey's other questions; the waves from 2004 on are held out.
CREATE VIEW respondents AS
SELECT
  prestige, educ, babies, preteen, teens, income, region, attend, female, black, unem10,
  year >= 2004 AS held_out, vhappy
FROM happiness;

CREATE MODEL is_very_happy
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vhappy'], data_split_method = 'CUSTOM', data_split_col = 'held_out')
PREDICT AT NONE
AS SELECT * FROM respondents;
