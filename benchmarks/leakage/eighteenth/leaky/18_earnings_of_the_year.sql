-- L2, S1: whoever was without work in 1978 earned nothing in 1978, and those earnings are a feature.
CREATE VIEW after_training AS
SELECT train, age, educ, black, hisp, married, nodegree, re74, re75, re78, unem74, unem75, unem78
FROM trainees;

CREATE MODEL without_work
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['unem78'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM after_training;
