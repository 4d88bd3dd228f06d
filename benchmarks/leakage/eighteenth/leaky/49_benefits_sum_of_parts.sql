-- L2, S1: yearly benefits are predicted from vacation, sick leave, insurance and pension, whose sum they are.
CREATE MODEL yearly_benefits
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['annbens'])
PREDICT AT NONE
AS
SELECT annearn, exper, tenure, educ, male, "union", office, vacdays, sicklve, insur, pension, annbens
FROM benefits;
