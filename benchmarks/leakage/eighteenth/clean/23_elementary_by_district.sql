-- tests of schools, whole districts kept back, since money and salaries are theirs.
CREATE VIEW school_facts AS
SELECT distid, schid, lunch, lenrol, lstaff, exppp, lavgsal, bs, math4
FROM elementary;

CREATE MODEL school_math
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'],
  data_split_method = 'RANDOM', data_split_group_cols = ['distid'], data_split_eval_fraction = 0.25)
KEY (distid, schid)
PREDICT AT NONE
AS SELECT * FROM school_facts;
