-- L2, S2: how long a patient has lived is known only with the death (or its absence) that is to be predicted.
CREATE VIEW transplant_patients AS
SELECT
  CASE WHEN age < 40 THEN 'young' WHEN age < 50 THEN 'middle' ELSE 'old' END AS age_band,
  age,
  survival AS days_survived,
  censors = 1 AS has_died
FROM heart;

CREATE MODEL transplant_death
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['has_died'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3, min_evidence = 'LOW'
)
PREDICT AT NONE
AS SELECT age_band, age, days_survived, has_died FROM transplant_patients;
