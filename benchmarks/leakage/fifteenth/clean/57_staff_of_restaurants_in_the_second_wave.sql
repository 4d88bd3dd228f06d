-- Staff after the rise of the minimum wage from the answers before it; the restaurants of a county stay together.
CREATE VIEW first_wave AS
SELECT
  county, NJ, compown,
  CASE chain WHEN 1 THEN 'burgers' WHEN 2 THEN 'chicken' WHEN 3 THEN 'beef' ELSE 'pizza' END AS kind,
  emp, wagest, hrsopen, nregs, pentree, ldensity, prppov,
  emp2
FROM restaurants;

CREATE MODEL staff_after
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['emp2'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, data_split_group_cols = ['county']
)
TRANSFORM (
  NJ, compown, kind,
  ML.IMPUTER(emp, 'median') OVER () AS emp,
  ML.IMPUTER(wagest, 'mean') OVER () AS wagest,
  hrsopen, nregs, pentree, ldensity, prppov, emp2
)
PREDICT AT NONE
AS SELECT * FROM first_wave;
