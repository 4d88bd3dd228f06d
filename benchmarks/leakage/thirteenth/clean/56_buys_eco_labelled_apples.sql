-- Does a household buy eco-labelled apples at the prices that it is offered.
CREATE MODEL buys_eco
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['buys'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
KEY (id)
PREDICT AT NONE
AS SELECT
  id, educ, regprc, ecoprc, ecoprc - regprc AS surcharge, inseason, hhsize, male, faminc, age, numlt5, num5_17, numgt64,
  ecolbs > 0 AS buys
FROM shoppers;
