-- The score in economics from what students brought along; missing ACT scores are imputed in TRANSFORM.
CREATE TABLE entrants AS
SELECT score, hsgpa, actmth, acteng, mathscr, econhs, calculus, male, fathcoll, mothcoll
FROM economics;

CREATE MODEL exam
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['score'])
TRANSFORM (
  hsgpa, mathscr, econhs, calculus, male, fathcoll, mothcoll,
  ML.IMPUTER(actmth, 'mean') OVER () AS actmth,
  ML.IMPUTER(acteng, 'mean') OVER () AS acteng
)
PREDICT AT NONE
AS SELECT * FROM entrants;
