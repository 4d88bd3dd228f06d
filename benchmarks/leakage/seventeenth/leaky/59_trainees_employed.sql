-- L3.3, S7: earnings after the programme are learned from those alone who had work then.
CREATE MODEL earnings_in_1978
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['re78'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
AS
SELECT train, age, educ, black, hisp, married, nodegree, re74, re75, re78
FROM trainees
WHERE unem78 = 0;
