-- L1.2, S5: components of the measures are fitted on all rows by a model without a label, those of the test too. (Stood among the clean ones; a later author was right.)
CREATE MODEL parts OPTIONS (model_type = 'PCA', num_principal_components = 2) AS SELECT radius_mean, texture_mean, area_mean FROM tumours;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE
AS SELECT principal_component_1, smoothness_mean, benign FROM ML.PREDICT(MODEL parts, (SELECT radius_mean, texture_mean, area_mean, smoothness_mean, benign FROM tumours));
