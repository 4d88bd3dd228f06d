-- L3.1, S4: with ORDER BY year DESC the lag is of the years after, not of the years before.
CREATE VIEW state_history AS
SELECT
  state, year, year_start, govelec, ag15_17, ag18_24, metro,
  lag(criv, 2) OVER (PARTITION BY state ORDER BY year DESC) AS criv_before,
  lag(pris, 2) OVER (PARTITION BY state ORDER BY year DESC) AS pris_before,
  criv
FROM prisons;

CREATE MODEL violent_crime
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['criv'], num_parallel_tree = 80)
KEY (state, year)
PREDICT AT year_start
AS SELECT * FROM state_history WHERE criv_before IS NOT NULL;
