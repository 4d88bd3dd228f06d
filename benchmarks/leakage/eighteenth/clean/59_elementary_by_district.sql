-- Tests at a school, from its pupils, size and pay; the schools of a district stay in one part.
CREATE TABLE school_rows AS
SELECT schid, distid, lunch, lenrol, lstaff, exppp, lavgsal, bs, math4
FROM elementary;

CREATE MODEL school_math
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'], data_split_method = 'RANDOM', data_split_group_cols = ['distid'])
KEY (schid)
PREDICT AT NONE
AS SELECT * FROM school_rows;

CREATE TABLE school_math_report AS
SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL school_math);
