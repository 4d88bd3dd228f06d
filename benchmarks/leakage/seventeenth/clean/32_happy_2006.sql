-- Very happy or not; learned from the earlier surveys and judged on the latest, each of other people.
CREATE VIEW answers AS
SELECT year, educ, prestige, region, attend, black, female, babies, preteen, teens, workstat, vhappy
FROM happiness;

CREATE MODEL very_happy
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['vhappy'], max_iterations = 40, learn_rate = 0.1,
  data_split_method = 'SEQ', data_split_col = 'year', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM answers;
