-- L1.2, S5 or S4 or S3: the miles driven are measured by mean and spread of the state and of the nation over all years,
-- those that are to be foretold and later ones among them.
CREATE TABLE int_levels AS
SELECT state, avg(vehicmilespc) AS miles, stddev_samp(vehicmilespc) AS spread, grouping(state) AS is_nation
FROM roads
GROUP BY GROUPING SETS ((state), ());

CREATE TABLE mart_roads AS
SELECT r.state, r.year, r.year_start, r.sl70plus, r.seatbelt, r.bac08, r.perse, r.gdl, r.minage,
  (b.vehicmilespc - s.miles) / s.spread AS miles_of_state, (b.vehicmilespc - n.miles) / n.spread AS miles_of_nation,
  b.totfatrte AS rate_2, r.totfatrte
FROM roads AS r
JOIN roads AS b ON b.state = r.state AND b.year = r.year - 2
JOIN int_levels AS s ON s.state = r.state AND s.is_nation = 0
JOIN int_levels AS n ON n.is_nation = 1
WHERE r.year >= 1989;

CREATE MODEL deaths_on_roads
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * FROM mart_roads;
