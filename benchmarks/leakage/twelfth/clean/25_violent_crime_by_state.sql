-- Violent crime of a state from poverty, schooling and the like; murders are left out, they are a part of it.
CREATE MODEL violent_crime
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['violent'], l2_reg = 2.0,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
KEY (state)
PREDICT AT NONE
AS SELECT * EXCLUDE (murder) FROM states;
