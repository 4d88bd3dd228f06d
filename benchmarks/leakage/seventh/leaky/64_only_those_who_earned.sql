-- L3.3, S7: what somebody earns after the programme is asked, and who then earned nothing is left out as missing;
-- three in ten of those for whom the model is made are like that.
CREATE VIEW stg_trainees AS
SELECT train, age, educ, black, hisp, married, nodegree, re74, re75, re78 FROM trainees;

CREATE TABLE mart_trainees AS SELECT * FROM stg_trainees WHERE re78 > 0;

CREATE MODEL earnings
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['re78'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM mart_trainees;
