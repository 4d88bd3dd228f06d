-- L3.2: who plays football is asked of both terms of an athlete, whose tests and school are the same in both, and a random
-- split puts many athletes on both sides.
CREATE TABLE int_terms AS
SELECT id, term, sat, verbmath, hsperc, hssize, tothrs, cumgpa, crsgpa, football = 1 AS plays_football FROM athletes;

CREATE MODEL footballer
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['plays_football'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (id, term)
PREDICT AT NONE
AS SELECT * FROM int_terms;
