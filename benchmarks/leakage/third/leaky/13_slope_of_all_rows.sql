-- L1.3, S1: a feature is what a regression of the label on all rows expects.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['annearn']) PREDICT AT NONE
AS WITH line AS (SELECT regr_slope(annearn, educ) AS slope, regr_intercept(annearn, educ) AS base FROM benefits)
SELECT line.base + line.slope * b.educ AS expected, b.age, b.tenure, b.annearn FROM benefits b, line;
