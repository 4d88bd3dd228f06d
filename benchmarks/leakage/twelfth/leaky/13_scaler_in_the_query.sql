-- L1.2, S5: the scalers and the quantiles stand in a table over all rows, not in TRANSFORM.
CREATE TABLE school_features AS
SELECT
  ML.STANDARD_SCALER(LOWINC) OVER () AS low_income,
  ML.STANDARD_SCALER(PTRATIO) OVER () AS pupils_per_teacher,
  ML.MIN_MAX_SCALER(AVSALK) OVER () AS salary,
  ML.MIN_MAX_SCALER(AVYRSEXP) OVER () AS experience,
  ML.QUANTILE_BUCKETIZE(PERSPENK, 4) OVER () AS spending_band,
  PERMINTE,
  PCTCHRT,
  PR50M / MATHTOT AS pass_rate
FROM schools;

CREATE MODEL school_pass_rate
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['pass_rate'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM school_features;
