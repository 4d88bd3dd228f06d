-- Income goes in plain or squared by whether the customer owns the home: decided row by row, by a feature.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['spent']) PREDICT AT NONE
AS
WITH form AS (SELECT *, OWNRENT = 1 AS is_squared FROM cards)
SELECT f.AGE AS age, f.OWNRENT AS owns, CASE WHEN f.is_squared THEN f.INCOMESQ ELSE f.INCOME END AS income,
  f.AVGEXP AS spent
FROM form AS f;
