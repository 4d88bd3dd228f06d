-- Deaths on the roads of a state in the year that begins, from its laws and from figures of two years ago, the latest that are out.
CREATE VIEW road_years AS
SELECT r.state, r.year, r.year_start, r.seatbelt, r.minage, r.zerotol, r.gdl, r.bac08, r.perse, r.sl70plus,
  past.totfatrte AS totfatrte_2, past.unem AS unem_2, past.vehicmilespc AS vehicmilespc_2, past.perc14_24 AS perc14_24_2,
  r.totfatrte
FROM roads r
JOIN roads past ON past.state = r.state AND past.year = r.year - 2;

CREATE MODEL deaths_on_roads
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'], l2_reg = 0.1)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * FROM road_years;
