-- Growth of violent crime from elections in the year and figures two years old, which are published by then.
CREATE VIEW state_years AS
SELECT p.state, p.year, p.year_start, p.gcriv, p.govelec, b.lcriv AS lcriv_2, b.lpris AS lpris_2, b.unem AS unem_2, b.polpc AS polpc_2
FROM prisons p
JOIN prisons b ON b.state = p.state AND b.year = p.year - 2;

CREATE MODEL crime_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['gcriv'])
TRANSFORM (govelec, lcriv_2, lpris_2, unem_2, ML.STANDARD_SCALER(polpc_2) OVER () AS polpc_2)
KEY (state, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM state_years;
