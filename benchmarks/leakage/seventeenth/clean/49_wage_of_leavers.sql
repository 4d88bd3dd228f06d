-- Wages of former students from degrees, time at college and experience; one row each.
CREATE MODEL wage_of_leavers
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', category_encoding_method = 'DUMMY_ENCODING', calculate_p_values = TRUE
)
KEY (id)
PREDICT AT NONE
AS SELECT id, female, black, hispanic, exper, jc, univ, "AA", "BA", phsrank, lwage FROM leavers;
