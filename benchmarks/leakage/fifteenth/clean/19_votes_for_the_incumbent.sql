-- The incumbent's share of votes in 1990 by the race of 1988 and the money spent before the election; one row per district.
CREATE MODEL incumbent_votes
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['vote90'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
KEY (state, district)
PREDICT AT NONE
AS SELECT state, district, democ, vote88, prtystr, rptchall, tenure, lawyer, linexp90, lchexp90, vote90 FROM races;
