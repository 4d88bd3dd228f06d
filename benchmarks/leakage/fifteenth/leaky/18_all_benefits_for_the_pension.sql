-- L2, S1 or S2: annbens and hrbens contain the pension whose value is predicted, peratio is pension by earnings.
CREATE MODEL pension_value
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['pension'])
PREDICT AT NONE
AS
SELECT hrearn, annhrs, age, educ, exper, tenure, depends, married, male, white, "union", office,
  nrtheast, nrthcen, south, vacdays, annbens, hrbens, peratio, pension
FROM benefits;
