-- Unemployment of two years before, scaled by mean and deviation of all states in that same published year.
CREATE TABLE scaled AS
SELECT state, year, (unem - avg(unem) OVER y) / stddev_samp(unem) OVER y AS unem_z FROM roads WINDOW y AS (PARTITION BY year);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT r.year_start, r.seatbelt, r.bac08, s.unem_z, r.totfatrte
FROM roads r LEFT JOIN scaled s ON s.state = r.state AND s.year = r.year - 2;
