-- Deaths on the roads by state and year, from laws in force and from counts that are two years old and older.
CREATE VIEW state_years AS
SELECT
  state, year, year_start,
  sbprim, sbsecon, sl70plus, minage, zerotol, gdl, bac08, bac10, perse,
  lag(totfatrte, 2) OVER (PARTITION BY state ORDER BY year) AS rate_2y,
  avg(totfatrte) OVER (PARTITION BY state ORDER BY year ROWS BETWEEN 5 PRECEDING AND 2 PRECEDING) AS mean_rate,
  lag(vehicmilespc, 2) OVER (PARTITION BY state ORDER BY year) AS miles_2y,
  lag(perc14_24, 2) OVER (PARTITION BY state ORDER BY year) AS young_2y,
  totfatrte
FROM roads;

CREATE MODEL road_deaths
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['totfatrte'], num_parallel_tree = 100)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years WHERE rate_2y IS NOT NULL;

CREATE TABLE road_report AS
SELECT round(r2_score, 3) AS r2, round(mean_absolute_error, 2) AS mae FROM ML.EVALUATE(MODEL road_deaths);
