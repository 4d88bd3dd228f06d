-- L1.4, S8: the join by district repeats each school for every school of the other list, and the repeats fall on both sides.
CREATE MODEL fourth_grade_maths
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math4'], num_parallel_tree = 50, data_split_method = 'RANDOM')
KEY (bcode, schid)
PREDICT AT NONE
AS
SELECT m.bcode, e.schid, m.lunch, m.lenroll, m.lexppp, e.avgsal, e.avgben, e.staff, m.math4
FROM michigan m
JOIN elementary e ON e.distid = m.dcode;
