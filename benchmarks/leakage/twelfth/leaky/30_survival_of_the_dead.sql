-- L3.3, S7: only patients who died are taken, so those who live longest are in no test row.
CREATE MODEL survival_time
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['log_survival'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT
  age,
  age * age AS age_squared,
  ln(survival + 1) AS log_survival
FROM heart
WHERE censors = 1;
