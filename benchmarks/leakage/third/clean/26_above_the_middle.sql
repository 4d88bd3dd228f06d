-- The threshold of the answer is the middle of all; no feature is made of it.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['above_middle']) PREDICT AT NONE
AS WITH middle AS (SELECT median(annearn) AS at FROM benefits) SELECT b.age, b.educ, b.tenure, b.annearn > m.at AS above_middle FROM benefits b, middle m;
