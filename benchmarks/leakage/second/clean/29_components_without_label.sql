-- Components of the measures, fitted by a model without a label.
CREATE MODEL parts OPTIONS (model_type = 'PCA', num_principal_components = 2) AS SELECT radius_mean, texture_mean, area_mean FROM tumours;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE
AS SELECT principal_component_1, smoothness_mean, benign FROM ML.PREDICT(MODEL parts, (SELECT radius_mean, texture_mean, area_mean, smoothness_mean, benign FROM tumours));
