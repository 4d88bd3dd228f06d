-- The same page, but the model is given the years to 1987 and the page the years from 1990 on.
CREATE VIEW stg_prisons AS
SELECT state, year, year_start, govelec, metro, ag18_24, ag25_34, black, criv FROM prisons;

CREATE TABLE fct_state_years AS
SELECT s.*, b.criv AS criv_2, b.pris AS prisoners_2, b.polpc AS police_2
FROM stg_prisons AS s JOIN prisons AS b ON b.state = s.state AND b.year = s.year - 2;

CREATE MODEL violent_crime
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['criv'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 501 DAY
AS SELECT * FROM fct_state_years
WHERE year <= 87;

CREATE TABLE scored_state_years AS
SELECT state, year, criv, predicted_criv FROM ML.PREDICT(MODEL violent_crime, (SELECT * FROM fct_state_years WHERE year >= 90));

CREATE TABLE rpt_error_by_year AS
SELECT year, count(*) AS n, avg(abs(criv - predicted_criv)) AS mean_error FROM scored_state_years GROUP BY year;
