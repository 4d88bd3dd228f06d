-- L2, S1: whether a convict comes back within two years is asked, and the time until then is a feature.
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['back_in_two_years']) PREDICT AT NONE
AS SELECT age, priors, tserved, least(durat, follow) / follow AS observed_share, durat <= 24 AND cens = 0 AS back_in_two_years FROM convicts;
