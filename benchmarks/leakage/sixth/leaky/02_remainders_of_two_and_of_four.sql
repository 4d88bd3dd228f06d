-- L1.1, S9: whatever is divisible by four is even, so every route that is judged was learned from.
-- A careless reader sees two different remainders.
CREATE VIEW routes AS SELECT id, year, dist, concen, passen, fare > 200 AS is_dear FROM fares;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_dear'], data_split_group_cols = ['id']
)
PREDICT AT NONE
AS SELECT * FROM routes WHERE id % 2 = 0;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT * FROM routes WHERE id % 4 = 0));
