-- The same count over the same table, but the wage of a worker in Kentucky is ranked among those of
-- Michigan, which the model never reads.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_long']) PREDICT AT NONE
AS
SELECT i.male, i.married, i.hosp, i.indust, i.injtype, i.age,
  (SELECT count(*) FILTER (o.prewage <= i.prewage) / count(*) FROM injuries AS o WHERE o.mi = 1) AS rank_in_michigan,
  i.durat > 8 AS is_long
FROM injuries AS i WHERE i.ky = 1;
