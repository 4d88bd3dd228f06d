-- Deaths on the roads from laws in force and the counts of two years before, which are out by then.
CREATE VIEW road_history AS
SELECT
  r.state, r.year_start, r.seatbelt, r.minage, r.zerotol, r.gdl, r.bac10, r.bac08, r.sl70plus,
  before.totfatrte AS rate_before, before.vehicmilespc AS miles_before, before.unem AS unem_before,
  r.totfatrte
FROM roads AS r
JOIN roads AS before ON before.state = r.state AND before.year = r.year - 2;

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year_start)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM road_history;
