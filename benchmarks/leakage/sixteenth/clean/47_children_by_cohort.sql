-- Numbers of children from schooling and origin; the women asked last judge.
CREATE MODEL kids
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['kids'], data_split_method = 'SEQ', data_split_col = 'year')
PREDICT AT NONE
AS
SELECT year, kids, educ, meduc, feduc, age, agesq, black, east, northcen, west, farm, othrural, town, smcity
FROM mothers;
