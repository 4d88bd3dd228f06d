-- L2, S1: benefits per dollar earned hold the earnings that are to be predicted.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['annearn']) PREDICT AT NONE
AS SELECT age, educ, annbens / annearn AS benefit_ratio, annearn FROM benefits;
