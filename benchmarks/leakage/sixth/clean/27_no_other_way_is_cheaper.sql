-- The same question about the three other ways, but about their price, which everybody knows before the
-- journey; a traveller's four rows stay together.
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_taken'], data_split_group_cols = ['individual']
)
PREDICT AT NONE
AS
SELECT t.individual, t.mode, t.ttme, t.invc, t.invt, t.hinc,
  NOT EXISTS (SELECT 1 FROM trips AS o WHERE o.individual = t.individual AND o.mode <> t.mode AND o.gc < t.gc) AS is_cheapest,
  t.choice = 1 AS is_taken
FROM trips AS t;
