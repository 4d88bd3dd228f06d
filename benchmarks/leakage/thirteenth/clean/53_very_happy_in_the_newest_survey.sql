-- Who calls himself very happy; trained on the surveys until 2004 and judged on that of 2006.
CREATE TABLE answers AS
SELECT
  year, workstat, prestige, educ, income, region, reg16, attend, tvhours, babies, preteen, teens,
  mothfath16, black, female, unem10,
  vhappy,
  year >= 2006 AS is_test
FROM happiness;

CREATE MODEL very_happy
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['vhappy'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
TRANSFORM (* EXCEPT (year))
PREDICT AT NONE
AS SELECT * FROM answers;
