-- L1.2, S5 or S4 or S3: the lagged figures of each state are scaled between the minimum and maximum of all fourteen years, later test years included.
CREATE VIEW prison_lags AS
SELECT p.state, p.year, p.year_start, p.govelec, p.gcriv, l.incpc AS incpc_2, l.polpc AS polpc_2, l.pris AS pris_2
FROM prisons p
JOIN prisons l ON l.state = p.state AND l.year = p.year - 2;

CREATE VIEW prison_scaled AS
SELECT
  state, year, year_start, govelec, gcriv,
  (incpc_2 - min(incpc_2) OVER ()) / (max(incpc_2) OVER () - min(incpc_2) OVER ()) AS income,
  (polpc_2 - min(polpc_2) OVER ()) / (max(polpc_2) OVER () - min(polpc_2) OVER ()) AS police,
  (pris_2 - min(pris_2) OVER ()) / (max(pris_2) OVER () - min(pris_2) OVER ()) AS prisoners
FROM prison_lags;

CREATE MODEL crime_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['gcriv'])
KEY (state, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM prison_scaled;
