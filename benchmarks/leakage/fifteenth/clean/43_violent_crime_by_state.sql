-- Violent crime from the ages of the people and from what was counted two years before, with a table of the last year.
CREATE TABLE crime_features AS
SELECT
  n.state, n.year, n.year_start, n.govelec, n.metro, n.ag0_14, n.ag15_17, n.ag18_24, n.ag25_34,
  o.criv AS criv_2_years_ago, o.crip AS crip_2_years_ago, o.pris AS pris_2_years_ago,
  o.unem AS unem_2_years_ago, o.polpc AS police_2_years_ago,
  n.criv
FROM prisons n
JOIN prisons o ON o.state = n.state AND o.year = n.year - 2;

CREATE MODEL violent_crime
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['criv'], num_parallel_tree = 80)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM crime_features;

CREATE TABLE crime_of_93 AS
SELECT state, predicted_criv
FROM ML.PREDICT(MODEL violent_crime, (SELECT * FROM crime_features WHERE year = 93));
