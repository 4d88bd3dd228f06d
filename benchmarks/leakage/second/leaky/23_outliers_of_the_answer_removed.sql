-- L3.3, S7: QUALIFY leaves out the hardest tenth by the label.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['AVGEXP'])
PREDICT AT NONE
AS SELECT AGE, INCOME, OWNRENT, AVGEXP FROM cards QUALIFY percent_rank() OVER (ORDER BY AVGEXP) < 0.9;
