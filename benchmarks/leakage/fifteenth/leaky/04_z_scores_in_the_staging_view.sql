-- L1.2, S5: means and deviations of tenure, age and earnings are taken over training and test rows together.
CREATE VIEW scaled_benefits AS
SELECT
  (age - avg(age) OVER ()) / stddev(age) OVER () AS age_z,
  (tenure - avg(tenure) OVER ()) / stddev(tenure) OVER () AS tenure_z,
  (hrearn - avg(hrearn) OVER ()) / stddev(hrearn) OVER () AS hrearn_z,
  educ, married, male, "union", office,
  pension > 0 AS has_pension
FROM benefits;

CREATE MODEL pension_offer
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_pension'])
PREDICT AT NONE
AS SELECT * FROM scaled_benefits;
