-- L3.1, S4 or L3.2: a time series is split at random; between the quarters of the test the model has seen those before and after.
CREATE VIEW next_quarter AS
SELECT year, quarter, realgdp, realcons, realinv, m1, tbilrate, unemp, infl,
  lead(infl) OVER (ORDER BY year, quarter) AS next_infl
FROM macro;

CREATE MODEL inflation
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['next_infl'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
KEY (year, quarter)
PREDICT AT NONE
AS SELECT * FROM next_quarter WHERE next_infl IS NOT NULL;
