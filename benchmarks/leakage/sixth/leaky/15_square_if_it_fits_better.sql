-- L1.3, S1 or S5: whether income goes in plain or squared was decided by which explains the spending of
-- all rows better.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['spent']) PREDICT AT NONE
AS
WITH form AS (SELECT regr_r2(AVGEXP, INCOMESQ) > regr_r2(AVGEXP, INCOME) AS is_squared FROM cards)
SELECT c.AGE AS age, c.OWNRENT AS owns, CASE WHEN f.is_squared THEN c.INCOMESQ ELSE c.INCOME END AS income,
  c.AVGEXP AS spent
FROM cards AS c, form AS f;
