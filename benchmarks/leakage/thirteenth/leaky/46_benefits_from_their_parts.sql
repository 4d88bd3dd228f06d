-- L2, S1 or S2: vacdays, sicklve, insur and pension are the parts that annbens is the sum of.
CREATE TABLE employees AS
SELECT
  age, educ, exper, tenure, married, male, white, "union", office, depends, annhrs, hrearn,
  CASE WHEN nrtheast = 1 THEN 'northeast' WHEN nrthcen = 1 THEN 'midwest' WHEN south = 1 THEN 'south' ELSE 'west' END AS region,
  vacdays, sicklve, insur, pension,
  annbens
FROM benefits;

CREATE MODEL annual_benefits
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['annbens'])
PREDICT AT NONE
AS SELECT * FROM employees;
