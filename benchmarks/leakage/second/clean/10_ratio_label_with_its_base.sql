-- The label is a ratio; its denominator is known and a feature.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['share_spent'])
PREDICT AT NONE
AS SELECT AGE, INCOME, OWNRENT, AVGEXP / INCOME AS share_spent FROM cards;
