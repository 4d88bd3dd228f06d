-- L1.4, S8: the districts have a row for each of seven years, so the join gives every school seven times.
CREATE TABLE schools_with_district AS
SELECT m.math4, m.lunch, m.enroll, m.exppp, d.ptr, d.avgsal AS district_salary, d.enrol AS district_pupils
FROM michigan m
JOIN districts d ON d.distid = m.dcode;

CREATE MODEL school_score
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_tree_depth = 6)
PREDICT AT NONE
AS SELECT * FROM schools_with_district;
