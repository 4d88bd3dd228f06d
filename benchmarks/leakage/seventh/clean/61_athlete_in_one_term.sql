-- An ordinary project: the second term of each athlete, one row each.
CREATE TABLE int_terms AS
SELECT id, term, sat, verbmath, hsperc, hssize, tothrs, cumgpa, crsgpa, football = 1 AS plays_football FROM athletes
WHERE term = 2;

CREATE MODEL footballer
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['plays_football'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (id)
PREDICT AT NONE
AS SELECT * EXCLUDE (term) FROM int_terms;
