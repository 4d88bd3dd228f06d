-- Property crime from the population and from counts two years old, which came out in the middle of last year.
CREATE TABLE crime_history AS
SELECT
  state, year_start, black, metro, ag15_17, ag18_24, ag25_34,
  lag(crip, 2) OVER (PARTITION BY state ORDER BY year) AS crip_2,
  lag(lpris, 2) OVER (PARTITION BY state ORDER BY year) AS lpris_2,
  lag(unem, 2) OVER (PARTITION BY state ORDER BY year) AS unem_2,
  crip
FROM prisons;

CREATE MODEL property_crime
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['crip'])
KEY (state, year_start)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 501 DAY
AS SELECT * FROM crime_history WHERE crip_2 IS NOT NULL;
