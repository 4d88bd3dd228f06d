-- L2, S1 or S2: hours are 0 and wage is empty for exactly those who do not work; both are the answer in disguise.
CREATE MODEL in_labour_force
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['inlf'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT inlf, hours, wage, kidslt6, kidsge6, age, educ, hushrs, husage, huseduc, huswage, unem, city, exper
FROM wives;
