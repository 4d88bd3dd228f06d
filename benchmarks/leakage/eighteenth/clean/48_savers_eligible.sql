-- Eligibility for a pension plan from income and family, with quantile bands that are learned on the training rows.
CREATE MODEL has_plan
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['e401k'])
TRANSFORM (ML.QUANTILE_BUCKETIZE(inc, 10) OVER () AS income_band, age, age * age AS age_squared, fsize, marr)
PREDICT AT NONE
AS SELECT inc, age, fsize, marr, e401k FROM savers;
