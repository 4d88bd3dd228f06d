-- Rows without a label are left out: that is allowed.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['sex'])
PREDICT AT NONE
AS SELECT species, island, body_mass_g, sex FROM penguins WHERE sex IS NOT NULL;
