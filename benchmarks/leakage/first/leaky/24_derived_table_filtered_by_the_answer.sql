-- L2, S1: a left join finds a partner only where the answer is yes.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE
AS WITH bad AS (SELECT area_mean, texture_mean FROM tumours WHERE benign = 0)
SELECT t.radius_mean, t.texture_mean, b.area_mean IS NOT NULL AS found, t.benign
FROM tumours t LEFT JOIN bad b ON b.area_mean = t.area_mean AND b.texture_mean = t.texture_mean;
