-- Pass rates of districts, predicted in the second month of the year from pupils, money and the tests of the year before.
CREATE VIEW district_years AS
SELECT distid, year, year_open, math4, math4_1, lunch, lenrol, ptr, expp, avgsal
FROM districts
WHERE year > 1992;

CREATE MODEL passing_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 45 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_years;

CREATE TABLE passing_rate_quality AS
SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL passing_rate);
