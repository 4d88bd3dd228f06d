-- How much a customer spends with the card, by age, income and home; the logarithm is taken of the label alone.
CREATE MODEL card_spending
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['log_spending'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS
SELECT AGE, INCOME, INCOMESQ, OWNRENT = 1 AS owns_home, ln(AVGEXP) AS log_spending
FROM cards;
