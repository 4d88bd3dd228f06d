-- L1.4, S8 or L3.2: the scores are turned into long form, so that each pupil and the answer stand twice, on
-- both sides of the split.
CREATE TABLE int_pupils AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, parcath, read12, math12, cathhs = 1 AS is_catholic_school
FROM pupils WHERE lfaminc IS NOT NULL;

CREATE TABLE mart_pupils AS
SELECT * FROM int_pupils UNPIVOT (score FOR test IN (read12, math12));

CREATE MODEL catholic_school
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_catholic_school'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (id, test)
PREDICT AT NONE
AS SELECT * FROM mart_pupils;
