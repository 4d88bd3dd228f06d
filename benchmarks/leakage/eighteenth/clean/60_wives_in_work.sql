-- Who works, from family and schooling; wage, hours and what follows from them are left out.
CREATE MODEL in_the_labour_force
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['inlf'], data_split_method = 'RANDOM')
AS
SELECT age, educ, exper, kidslt6, kidsge6, nwifeinc, husage, huseduc, motheduc, fatheduc, city, unem, inlf
FROM wives;
