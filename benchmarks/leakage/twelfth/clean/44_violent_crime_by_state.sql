-- Violent crime by state and year; crime, police and prisoners are joined from two years before, when they have been counted.
CREATE TABLE state_features AS
SELECT
  p.state, p.year, p.year_start,
  p.govelec, p.metro, p.ag15_17, p.ag18_24, p.ag25_34,
  q.criv AS crime_2y,
  q.gcriv AS growth_2y,
  q.polpc AS police_2y,
  q.lpris AS prisoners_2y,
  q.unem AS unem_2y,
  p.criv
FROM prisons p
JOIN prisons q ON q.state = p.state AND q.year = p.year - 2;

CREATE MODEL violent_crime
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['criv'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM state_features;
