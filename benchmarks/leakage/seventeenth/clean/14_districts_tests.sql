-- Tests of a school year from money and pupils at its begin and the tests of the year before.
CREATE MODEL district_math
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year_open)
PREDICT AT year_open + INTERVAL 31 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS
SELECT distid, year_open, lunch, enrol, expp, avgsal, lexpp_1, math4_1, math4
FROM districts
WHERE year >= 1993;
