-- L1.2, S5 or S4: density and population are clipped at quantiles of all counties and all years up to 1996, though
-- the predictions of the eighties could not know them.
CREATE TABLE clip_limits AS
SELECT quantile_cont(density, 0.01) AS density_low, quantile_cont(density, 0.99) AS density_high,
  quantile_cont(popul, 0.99) AS popul_high, quantile_cont(perc1019, 0.99) AS young_high
FROM homicides;

CREATE TABLE county_years AS
SELECT h.countyid, h.statefips, h.year, h.year_start,
  least(greatest(h.density, l.density_low), l.density_high) AS density,
  ln(1 + least(h.popul, l.popul_high)) AS log_popul,
  least(h.perc1019, l.young_high) AS perc1019, h.perc2029, h.percblack, h.percmale,
  h.murders > 0 AS has_murder
FROM homicides AS h, clip_limits AS l
WHERE h.year >= 1986;

CREATE MODEL county_has_murder
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_murder'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM county_years;
