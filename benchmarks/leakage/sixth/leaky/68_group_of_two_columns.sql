-- L3.2: rows that agree in both columns stay together, and no two rows do: the group is the row, and a
-- traveller's four ways are torn apart after all. It looks like a split by groups.
CREATE VIEW ways AS
SELECT individual, mode, ttme, invc, invt, hinc, psize, choice = 1 AS is_taken FROM trips;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_taken'], data_split_group_cols = ['individual', 'mode']
)
PREDICT AT NONE
AS SELECT * FROM ways;
