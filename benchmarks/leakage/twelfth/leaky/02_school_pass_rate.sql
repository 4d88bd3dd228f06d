-- L2, S1: the label is PR50M / MATHTOT, and both stay among the features by SELECT *.
CREATE TABLE school_scores AS
SELECT *, PR50M / MATHTOT AS pass_rate
FROM schools;

CREATE MODEL pass_rate_model
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['pass_rate'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, l2_reg = 0.1
)
PREDICT AT NONE
AS SELECT * FROM school_scores;
