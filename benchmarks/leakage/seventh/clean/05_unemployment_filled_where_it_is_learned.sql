-- What is missing is filled with a mean, but by ML.IMPUTER, which takes it of the rows that are learned from.
CREATE TABLE int_state_years AS
SELECT state, year, year_start, minage, perse, seatbelt, totfatrte,
  lag(totfatrte, 2) OVER (PARTITION BY state ORDER BY year) AS rate_published,
  lag(unem, 2) OVER (PARTITION BY state ORDER BY year) AS unemployment
FROM roads;

CREATE MODEL death_rate
TRANSFORM (
  minage, perse, seatbelt, totfatrte,
  ML.IMPUTER(rate_published, 'mean') OVER () AS rate_published,
  ML.IMPUTER(unemployment, 'mean') OVER () AS unemployment
)
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * FROM int_state_years;
