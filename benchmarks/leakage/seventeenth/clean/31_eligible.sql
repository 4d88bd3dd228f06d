-- Who is eligible for a 401(k), from what is known of a household beforehand.
CREATE MODEL eligible
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['e401k'])
TRANSFORM (ML.STANDARD_SCALER(inc) OVER () AS inc, age, age * age AS agesq, fsize, marr, male, e401k)
PREDICT AT NONE
AS SELECT inc, age, fsize, marr, male, e401k FROM savers;
