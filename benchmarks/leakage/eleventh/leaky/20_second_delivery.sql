-- L1.4, S8: the second delivery brings schools again that were in the first, and the model is judged on the second.
CREATE TABLE raw_deliveries AS
SELECT 1 AS delivery, * FROM elementary WHERE hash(distid) % 10 < 8
UNION ALL
SELECT 2 AS delivery, * FROM elementary WHERE hash(distid) % 10 >= 5;

CREATE TABLE stg_schools AS
SELECT delivery, schid, lunch, enrol, staff, exppp, avgsal, avgben, math4 FROM raw_deliveries;

CREATE MODEL math_of_school
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['math4'], data_split_method = 'SEQ', data_split_col = 'delivery'
)
KEY (delivery, schid)
PREDICT AT NONE
AS SELECT * FROM stg_schools;
