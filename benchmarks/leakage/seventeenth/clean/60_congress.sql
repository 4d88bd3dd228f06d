-- The vote for a member of Congress in 1990 from the race of 1988 and the strength of parties before the election.
CREATE MODEL vote_in_1990
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['vote90'], l2_reg = 1.0,
  data_split_method = 'RANDOM', data_split_group_cols = ['state'], data_split_eval_fraction = 0.25
)
KEY (state, district)
PREDICT AT NONE
AS SELECT state, district, democ, prtystr, tenure, lawyer, vote88, linexp88, incshr88, vote90 FROM races;
