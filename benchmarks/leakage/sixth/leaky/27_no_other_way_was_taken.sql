-- L2, S1: a traveller takes one way of four; if none of the three others was taken, this one was. The
-- sub-query never looks at the row itself.
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_taken'], data_split_group_cols = ['individual']
)
PREDICT AT NONE
AS
SELECT t.individual, t.mode, t.ttme, t.invc, t.invt, t.hinc,
  NOT EXISTS (SELECT 1 FROM trips AS o WHERE o.individual = t.individual AND o.mode <> t.mode AND o.choice = 1) AS is_left,
  t.choice = 1 AS is_taken
FROM trips AS t;
