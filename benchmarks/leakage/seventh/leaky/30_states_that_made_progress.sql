-- L3.3, S7 or S1: only states are kept whose rate of deaths halved from the first to the last year; that is known
-- at the end, and is the answer.
CREATE TABLE int_progress AS
SELECT state FROM roads GROUP BY state
HAVING max(totfatrte) FILTER (WHERE year = 2004) < 0.5 * max(totfatrte) FILTER (WHERE year = 1980);

CREATE MODEL death_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS
SELECT r.state, r.year, r.year_start, r.minage, r.perse, r.seatbelt, r.bac08, r.totfatrte
FROM roads AS r JOIN int_progress AS p ON p.state = r.state;
