-- L1.2, S5 or S4 or S3: unemployment of two years before is known, but it is scaled by the mean and deviation of all years of the state, those of the test too.
CREATE TABLE scaled AS
SELECT state, year, (unem - avg(unem) OVER s) / stddev_samp(unem) OVER s AS unem_z FROM roads WINDOW s AS (PARTITION BY state);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT r.year_start, r.seatbelt, r.bac08, s.unem_z, r.totfatrte
FROM roads r LEFT JOIN scaled s ON s.state = r.state AND s.year = r.year - 2;
