-- Violent crime of a state by its crime and prisoners of two years before, which have been counted by January.
CREATE TABLE state_years AS
SELECT state, year, year_start, black, metro, ag15_17, ag18_24, govelec,
  lag(lcriv, 2) OVER w AS lcriv_2,
  lag(lpris, 2) OVER w AS lpris_2,
  lag(unem, 2) OVER w AS unem_2,
  lcriv
FROM prisons
WINDOW w AS (PARTITION BY state ORDER BY year);

CREATE MODEL violent_crime
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lcriv'], data_split_eval_fraction = 0.25)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM state_years WHERE lcriv_2 IS NOT NULL;

CREATE TABLE violent_crime_report AS
SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL violent_crime);
