-- L1.4, S8: the join with the districts of seven years repeats every school seven times, with the same label on both sides of the split.
CREATE TABLE school_rows AS
SELECT e.lunch, e.enrol, e.exppp, e.avgsal, e.avgben, d.expp AS district_expp, d.lunch AS district_lunch, e.math4
FROM elementary AS e
JOIN districts AS d ON d.distid = e.distid;

CREATE MODEL school_math
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM school_rows;
