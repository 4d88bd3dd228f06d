-- L3.1, S3 or S2: the ASOF join takes the quarter that begins with the year, whose figures come out at the end of
-- April, for a prediction in January.
CREATE VIEW stg_economy AS
SELECT quarter_start, unemp AS us_unemployment, infl AS inflation, tbilrate AS bill_rate,
  realgdp / lag(realgdp, 4) OVER (ORDER BY quarter_start) - 1 AS gdp_growth
FROM dated_macro;

CREATE TABLE state_years AS
SELECT r.state, r.year, r.year_start, r.seatbelt, r.minage, r.bac10, r.perse, r.slnone,
  e.us_unemployment, e.inflation, e.bill_rate, e.gdp_growth, r.totfatrte
FROM roads AS r
ASOF JOIN stg_economy AS e ON e.quarter_start <= r.year_start;

CREATE MODEL death_rate_by_economy
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start + INTERVAL 20 DAY
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years;
