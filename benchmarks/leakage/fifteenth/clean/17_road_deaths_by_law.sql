-- Deaths on the roads by the laws in force and the rate two years before, the last that is out when the year begins.
CREATE TABLE road_years AS
SELECT r.state, r.year, r.year_start, r.sl70plus, r.seatbelt, r.minage, r.zerotol, r.gdl, r.bac10, r.bac08, r.perse,
  p.totfatrte AS rate_2, p.vehicmilespc AS miles_2, p.unem AS unem_2,
  r.totfatrte
FROM roads r
JOIN roads p ON p.state = r.state AND p.year = r.year - 2;

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM road_years;
