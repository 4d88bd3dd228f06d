-- Road deaths of states from the laws of the year and the counts of three years before, which are long out.
CREATE VIEW road_years AS
SELECT
  r.state, r.year, r.year_start, r.totfatrte, r.sl70plus, r.sbprim, r.sbsecon, r.bac08, r.bac10, r.perse, r.gdl, r.minage,
  b.totfatrte AS totfatrte_3, b.unem AS unem_3, b.vehicmilespc AS miles_3, b.perc14_24 AS young_3
FROM roads r
JOIN roads b ON b.state = r.state AND b.year = r.year - 3;

CREATE MODEL road_deaths
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'], l2_reg = 0.5)
KEY (state, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM road_years;
