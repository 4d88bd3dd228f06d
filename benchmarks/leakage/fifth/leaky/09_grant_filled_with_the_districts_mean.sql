-- L1.2, S5 or S4 or S3: a missing grant is filled with the mean of all years of the district, the later ones too.
CREATE VIEW filled AS
SELECT year_open, lunch, enrol, coalesce(found, avg(found) OVER (PARTITION BY distid)) AS grant_a_pupil, math7 FROM districts;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math7'])
PREDICT AT year_open + INTERVAL 120 DAY LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT year_open, lunch, enrol, grant_a_pupil, math7 FROM filled;
