-- L3.3, S7: only states whose death rate fell by a third until 2004 are kept, which nobody knew in the years before.
CREATE TABLE improved AS
SELECT state
FROM roads
GROUP BY state
HAVING max(totfatrte) FILTER (year = 2004) < 0.67 * max(totfatrte) FILTER (year = 1980);

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
CARRY (state)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS
SELECT r.state, r.year_start, r.seatbelt, r.minage, r.zerotol, r.gdl, r.bac10, r.bac08, r.perse, r.sl70plus, r.totfatrte
FROM roads AS r
WHERE r.state IN (SELECT state FROM improved);
