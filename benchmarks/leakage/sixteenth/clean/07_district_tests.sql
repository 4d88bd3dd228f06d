-- Two months into the school year the share that will pass is predicted from pupils, money and the tests of the year before.
CREATE MODEL passing_maths
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], learn_rate = 0.1, max_iterations = 80, max_tree_depth = 4)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
STANDARDS (r2_score >= 0.2)
AS
SELECT distid, year, year_open, lunch, lenrol, ptr, lexpp, avgsal, math4_1, math4
FROM districts
WHERE year > 1992;
