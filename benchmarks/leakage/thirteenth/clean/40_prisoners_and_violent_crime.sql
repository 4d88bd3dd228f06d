-- Violent crime of a state from the figures of two years before, with scaling inside the model.
CREATE TABLE crime_history AS
SELECT
  p.state, p.year, p.year_start, p.govelec, p.black, p.metro, p.ag15_17, p.ag18_24, p.ag25_34,
  h.lcriv AS lcriv_2, h.lcrip AS lcrip_2, h.lpris AS lpris_2, h.unem AS unem_2, h.incpc AS incpc_2, h.polpc AS polpc_2,
  p.lcriv
FROM prisons p
JOIN prisons h ON h.state = p.state AND h.year = p.year - 2;

CREATE MODEL violent_crime
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lcriv'], l2_reg = 0.01)
TRANSFORM (
  govelec, black, metro, ag15_17, ag18_24, ag25_34, lcriv_2, lcrip_2, lpris_2, unem_2, lcriv,
  ML.STANDARD_SCALER(incpc_2) OVER () AS incpc_2,
  ML.ROBUST_SCALER(polpc_2) OVER () AS polpc_2
)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM crime_history;

CREATE TABLE violent_crime_quality AS SELECT * FROM ML.EVALUATE(MODEL violent_crime);
