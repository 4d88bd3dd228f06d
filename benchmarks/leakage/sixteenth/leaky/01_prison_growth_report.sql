-- L1.1, S9: The report evaluates the model on the whole table, most of which the model was trained on.
CREATE TABLE prison_panel AS
SELECT
  state, year, year_start, govelec, black, metro, ag15_17, ag18_24, ag25_34,
  lag(lpris, 2) OVER (PARTITION BY state ORDER BY year) AS lpris_2,
  lag(lcriv, 2) OVER (PARTITION BY state ORDER BY year) AS lcriv_2,
  lpris
FROM prisons;

CREATE MODEL prison_population
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lpris'], max_tree_depth = 4)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM prison_panel;

CREATE TABLE prison_model_report AS
SELECT r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL prison_population, TABLE prison_panel);
