-- L1.1, S9: the model splits by time, but the published error by year is computed over all years, training years included.
CREATE VIEW district_years AS
SELECT distid, year, year_open, lunch, enrol, expp, math4_1, math4
FROM districts
WHERE math4_1 IS NOT NULL;

CREATE MODEL passing_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 40 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_years;

CREATE TABLE passing_rate_error AS
SELECT avg(abs(predicted_math4 - math4)) AS mean_error, sqrt(avg((predicted_math4 - math4) ^ 2)) AS rmse
FROM ML.PREDICT(MODEL passing_rate, TABLE district_years);
