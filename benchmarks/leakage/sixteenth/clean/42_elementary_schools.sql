-- Pass rates of elementary schools from pupils, money and staff; all schools of a district stay on one side.
CREATE VIEW elementary_features AS
SELECT schid, distid, math4, lunch, lenrol, exppp, avgsal, bs, staff
FROM elementary
WHERE enrol >= 50;

CREATE MODEL elementary_math
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'], data_split_method = 'RANDOM', data_split_group_cols = ['distid'])
TRANSFORM (lunch, lunch * lunch AS lunch_sq, lenrol, ln(exppp) AS lexppp, ln(avgsal) AS lavgsal, bs, staff)
KEY (schid)
PREDICT AT NONE
AS SELECT * FROM elementary_features;
