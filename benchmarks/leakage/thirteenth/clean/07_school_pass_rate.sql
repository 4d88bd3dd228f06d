-- The share of pupils above the median in maths, by what is known of the school; counts of the test itself are left out.
CREATE TABLE school_features AS
SELECT
  LOWINC,
  PERASIAN,
  PERBLACK,
  PERHISP,
  PERMINTE,
  AVYRSEXP,
  AVSALK,
  PERSPENK,
  PTRATIO,
  PCTCHRT > 0 AS has_charter,
  PCTYRRND > 0 AS has_year_round,
  PR50M / MATHTOT AS pass_rate
FROM schools
WHERE MATHTOT > 0;

CREATE MODEL school_pass_rate
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['pass_rate'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM school_features;
