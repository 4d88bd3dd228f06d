-- L1.4, S8 or L3.2: the join on the district alone finds seven school years, so every school comes seven times with
-- its answer and lies on both sides of the split.
CREATE VIEW stg_schools AS
SELECT distid, schid, lunch, enrol, staff, avgsal AS school_salary, math4 FROM elementary;
CREATE VIEW stg_district_budget AS
SELECT distid, year, lexpp AS log_spending, avgsal AS district_salary, lenrol AS district_size FROM districts;

CREATE TABLE school_facts AS
SELECT s.distid, s.schid, s.lunch, s.enrol, s.staff, s.school_salary, b.log_spending, b.district_salary,
  b.district_size, s.math4 >= 65 AS does_well
FROM stg_schools AS s
JOIN stg_district_budget AS b ON b.distid = s.distid;

CREATE MODEL school_does_well
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['does_well'], data_split_eval_fraction = 0.2
)
CARRY (distid, schid)
PREDICT AT NONE
AS SELECT * FROM school_facts;
