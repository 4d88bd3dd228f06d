-- Monthly expenses of card holders, one row each.
CREATE MODEL card_expenses
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['AVGEXP'], l2_reg = 1.0,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT AGE, INCOME, INCOMESQ, OWNRENT = 1 AS owns_home, AVGEXP FROM cards;
