-- Share of pupils above the national median, from what is known of a district; its numerator and denominator are left out.
CREATE TABLE districts_of_california AS
SELECT
  LOWINC, PERASIAN, PERBLACK, PERHISP, PERMINTE, AVYRSEXP, AVSALK, PERSPENK, PTRATIO, PCTAF, PCTCHRT, PCTYRRND,
  PR50M / MATHTOT AS pass_rate
FROM schools;

CREATE MODEL school_pass_rate
TRANSFORM (
  ML.STANDARD_SCALER(LOWINC) OVER () AS low_income,
  ML.ROBUST_SCALER(PTRATIO) OVER () AS pupils_per_teacher,
  ML.MIN_MAX_SCALER(AVSALK) OVER () AS salary,
  ML.QUANTILE_BUCKETIZE(PERSPENK, 4) OVER () AS spending_band,
  PERMINTE, AVYRSEXP, PERASIAN, PERBLACK, PERHISP,
  PCTCHRT > 0 AS has_charter_schools,
  pass_rate
)
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['pass_rate'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM districts_of_california;
