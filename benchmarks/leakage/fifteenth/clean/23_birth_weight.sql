-- Weight at birth by the parents and the cigarettes smoked; the report is over the rows held out.
CREATE MODEL birth_weight
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['bwght'],
  category_encoding_method = 'DUMMY_ENCODING', calculate_p_values = TRUE
)
PREDICT AT NONE
STANDARDS (r2_score >= 0.0)
AS
SELECT faminc, cigtax, cigprice, fatheduc, motheduc, parity, male = 1 AS is_boy, white, cigs, bwght
FROM births;

CREATE TABLE birth_weight_report AS
SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL birth_weight);

CREATE TABLE birth_weight_weights AS
SELECT processed_input, weight, p_value FROM ML.ADVANCED_WEIGHTS(MODEL birth_weight);
