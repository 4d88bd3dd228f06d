-- The incumbent's share of 1990 from the race of 1988 and the district; one row a race.
CREATE MODEL vote_1990
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['vote90'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (state, district)
PREDICT AT NONE
AS
SELECT
  state, district, democ, prtystr, tenure, lawyer, rptchall,
  vote88, linexp88, coalesce(incshr88, 100) AS incshr88,
  vote90
FROM races;
