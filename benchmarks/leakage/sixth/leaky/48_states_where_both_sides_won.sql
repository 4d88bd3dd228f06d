-- L3.3, S7 or S1: only states in which races were won and lost are kept, "because the others teach nothing":
-- the races that are judged were chosen by how they and their neighbours ended.
CREATE TABLE contested AS
SELECT state FROM races GROUP BY state HAVING count(DISTINCT vote90 > 60) = 2;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_clear'], data_split_group_cols = ['state']
)
PREDICT AT NONE
AS
SELECT state, democ, vote88, inexp88, prtystr, tenure, lawyer, vote90 > 60 AS is_clear
FROM races WHERE state IN (SELECT state FROM contested);
