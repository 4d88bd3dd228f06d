-- Of a school that was delivered twice the later row counts, so that each is there once; a district delivers all its schools at once.
CREATE TABLE raw_deliveries AS
SELECT 1 AS delivery, * FROM elementary WHERE hash(distid) % 10 < 8
UNION ALL
SELECT 2 AS delivery, * FROM elementary WHERE hash(distid) % 10 >= 5;

CREATE TABLE stg_schools AS
SELECT delivery, schid, lunch, enrol, staff, exppp, avgsal, avgben, math4 FROM raw_deliveries
QUALIFY row_number() OVER (PARTITION BY schid ORDER BY delivery DESC) = 1;

CREATE MODEL math_of_school
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['math4'], data_split_method = 'SEQ', data_split_col = 'delivery'
)
KEY (schid)
PREDICT AT NONE
AS SELECT * FROM stg_schools;
