-- the share of a district that passes in mathematics, from pupils, money and last year's tests, in November.
CREATE TABLE district_autumn AS
SELECT distid, year, year_open, lunch, ln(enrol) AS log_enrol, expp / cpi AS real_spending, avgsal, staff,
  math4_1 AS math_last_year, math4
FROM districts
WHERE year >= 1993;

CREATE MODEL district_math
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], learn_rate = 0.1)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_autumn;
