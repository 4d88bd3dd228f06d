-- Maths in the last year of school from a pupil's home and kind of school; settings are tuned on rows that do not judge.
CREATE MODEL maths_of_pupils
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math12'],
  num_trials = 6, hparam_tuning_algorithm = 'RANDOM_SEARCH',
  max_tree_depth = HPARAM_CANDIDATES([2, 3, 4, 6]), learn_rate = HPARAM_RANGE(0.03, 0.3)
)
KEY (id)
PREDICT AT NONE
AS SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath, math12 FROM pupils;
