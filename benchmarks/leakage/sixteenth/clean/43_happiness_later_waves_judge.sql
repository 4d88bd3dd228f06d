-- Who is very happy, trained on earlier waves of the survey and judged on the last.
CREATE VIEW answers AS
SELECT year, vhappy, educ, female, black, workstat, attend, income, region, babies, preteen, teens
FROM happiness;

CREATE MODEL very_happy
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['vhappy'],
  data_split_method = 'SEQ', data_split_col = 'year', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM answers;
