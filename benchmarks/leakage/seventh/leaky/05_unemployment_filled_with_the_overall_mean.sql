-- L1.2, S5 or S4 or S3: where the state has no published year yet, unemployment is filled with the mean of all
-- states and years, those to come too.
CREATE TABLE int_state_years AS
SELECT state, year, year_start, minage, perse, seatbelt, totfatrte,
  lag(totfatrte, 2) OVER (PARTITION BY state ORDER BY year) AS rate_published,
  coalesce(lag(unem, 2) OVER (PARTITION BY state ORDER BY year), avg(unem) OVER ()) AS unemployment
FROM roads;

CREATE MODEL death_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * FROM int_state_years;
