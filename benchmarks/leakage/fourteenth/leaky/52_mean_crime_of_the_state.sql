-- L3.1, S4 or S5: a state's mean crime rate is over all years, those after the predicted year among them.
CREATE VIEW state_level AS
SELECT state, avg(criv) AS usual_crime, avg(polpc) AS usual_police
FROM prisons
GROUP BY state;

CREATE TABLE state_years AS
SELECT
  p.state, p.year, p.year_start, p.govelec, p.metro, p.ag15_17, p.ag18_24, p.black,
  l.usual_crime, l.usual_police, p.criv
FROM prisons p
JOIN state_level l USING (state);

CREATE MODEL violent_crime
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['criv'])
KEY (state, year)
PREDICT AT year_start
AS SELECT * FROM state_years;
