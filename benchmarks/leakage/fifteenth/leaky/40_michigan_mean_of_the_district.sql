-- L1.3, S1 or S5: the mean result of the district is taken over all its schools, also the one that is predicted.
CREATE VIEW district_means AS
SELECT dcode, avg(math4) AS district_math4, count(*) AS schools
FROM michigan
GROUP BY dcode;

CREATE MODEL school_math
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_iterations = 50)
KEY (bcode)
PREDICT AT NONE
AS
SELECT m.bcode, m.lunch, m.lenroll, m.lexppp, d.schools, d.district_math4, m.math4
FROM michigan m
JOIN district_means d USING (dcode);
