-- Next summer's pass rate of a district, in its second month of school, from last year's tests and this year's pupils and money.
CREATE VIEW district_autumn AS
SELECT distid, year, year_open, lunch, lenrol, lexpp, lexpp_1, avgsal, staff, math4_1, math4
FROM districts
WHERE year > 1992;

CREATE MODEL pass_rate
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math4'], min_tree_child_weight = 5)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM district_autumn;
