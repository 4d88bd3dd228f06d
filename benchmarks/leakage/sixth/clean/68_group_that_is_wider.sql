-- A district has a row a year and is not what is kept together; but the intermediate district is, to which
-- all of its years belong.
CREATE VIEW spring AS
SELECT intid, distid, lunch, enrol, avgsal, staff, math4 > 60 AS is_good FROM districts;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_good'], data_split_group_cols = ['intid']
)
CARRY (distid) PREDICT AT NONE
AS SELECT * FROM spring;
