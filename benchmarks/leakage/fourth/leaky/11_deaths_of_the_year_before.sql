-- L3.1, S2 or S3: the deaths of a year are counted until the middle of the next, and the prediction is made on its first day.
CREATE TABLE state_years AS
SELECT r.state, r.year_start, r.seatbelt, r.bac08, r.gdl, p.totfatrte AS rate_before, p.vehicmilespc AS miles_before, r.totfatrte
FROM roads r LEFT JOIN roads p ON p.state = r.state AND p.year = r.year - 1;

CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * EXCLUDE (state) FROM state_years;
