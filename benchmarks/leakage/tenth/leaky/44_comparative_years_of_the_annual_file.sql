-- L1.4, S8: each annual file holds the current and the previous year of a district; both become training rows of
-- the file's date, so a judged year's answer was learned from the file before.
CREATE VIEW annual_files AS
SELECT year AS file_year, year_open AS file_date, distid, year, lunch, enrol, rexpp, ptr, math4 FROM districts
UNION ALL
SELECT year + 1 AS file_year, year_open + INTERVAL 1 YEAR AS file_date, distid, year, lunch, enrol, rexpp, ptr, math4
FROM districts
WHERE year < 1998;

CREATE TABLE district_reports AS
SELECT distid, file_year, file_date, lunch, enrol, rexpp, ptr, math4 >= 60 AS passes
FROM annual_files;

CREATE MODEL district_passes
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['passes'], max_iterations = 60)
CARRY (distid, file_year)
PREDICT AT file_date + INTERVAL 60 DAY
LABEL KNOWN AT file_date + INTERVAL 365 DAY
AS SELECT * FROM district_reports;
