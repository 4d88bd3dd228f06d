-- The scores stay side by side, one row a pupil.
CREATE TABLE int_pupils AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, parcath, read12, math12, cathhs = 1 AS is_catholic_school
FROM pupils WHERE lfaminc IS NOT NULL;

CREATE TABLE mart_pupils AS
SELECT *, read12 - math12 AS reads_better FROM int_pupils;

CREATE MODEL catholic_school
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_catholic_school'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_pupils;
