-- L2, S1 or S2: deaths at night and at weekends are parts of the total of the same year, and come out with it.
CREATE MODEL deaths_on_roads
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS
SELECT
  state, year, year_start,
  sl70plus, sbprim, sbsecon, bac08, bac10, perse, gdl, zerotol,
  nghtfatrte, wkndfatrte,
  totfatrte
FROM roads;
