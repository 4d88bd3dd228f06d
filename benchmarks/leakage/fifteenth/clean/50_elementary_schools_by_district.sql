-- Results in mathematics of schools; the schools of a district stay on one side of the split.
CREATE VIEW school_features AS
SELECT schid, distid, lunch, lenrol, lstaff, lavgsal, bs, exppp / 1000 AS spending, math4
FROM elementary;

CREATE MODEL school_maths
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['math4'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_group_cols = ['distid']
)
KEY (schid)
PREDICT AT NONE
AS SELECT * FROM school_features;

CREATE TABLE school_scores AS
SELECT schid, math4, predicted_math4, math4 - predicted_math4 AS better_than_expected
FROM ML.PREDICT(MODEL school_maths, TABLE school_features);
