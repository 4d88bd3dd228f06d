-- Only states are kept, but by their deaths of 1980 and 1981, and the model reads 1985 and later.
CREATE TABLE int_dangerous AS
SELECT state FROM roads WHERE year <= 1981 GROUP BY state HAVING avg(totfatrte) > 20;

CREATE MODEL death_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS
SELECT r.state, r.year, r.year_start, r.minage, r.perse, r.seatbelt, r.bac08, r.totfatrte
FROM roads AS r JOIN int_dangerous AS p ON p.state = r.state
WHERE r.year >= 1985;
