-- Who had an affair; the measure itself is left out, and women with the same answers stay in one part.
CREATE VIEW answers AS
SELECT
  * EXCLUDE (affairs),
  concat_ws('|', rate_marriage, age, yrs_married, children, religious, educ, occupation, occupation_husb) AS profile,
  affairs > 0 AS had_affair
FROM affairs;

CREATE MODEL had_affair
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['had_affair'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_group_cols = ['profile']
)
PREDICT AT NONE
AS SELECT * FROM answers;
