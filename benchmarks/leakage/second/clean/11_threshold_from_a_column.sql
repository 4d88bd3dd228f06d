-- The label compares the outcome with a column that is known.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['more_than_capital'])
PREDICT AT NONE
AS SELECT firm, capital, value, invest > capital AS more_than_capital FROM firms;
