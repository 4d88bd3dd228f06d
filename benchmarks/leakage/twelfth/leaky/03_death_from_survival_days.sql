-- L2, S2: the days of survival are counted until the death that is to be predicted.
CREATE MODEL transplant_deaths
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['died'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS
SELECT
  age,
  CASE WHEN age < 40 THEN 'young' WHEN age < 50 THEN 'middle' ELSE 'old' END AS age_group,
  survival AS days_after_transplant,
  censors = 1 AS died
FROM heart;
