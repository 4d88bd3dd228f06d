-- Schools meet their district in one school year, so that each stays one row, and whole districts stay on one side of
-- the split.
CREATE VIEW stg_schools AS
SELECT distid, schid, lunch, enrol, staff, avgsal AS school_salary, math4 FROM elementary;
CREATE VIEW stg_district_budget AS
SELECT distid, year, lexpp AS log_spending, avgsal AS district_salary, lenrol AS district_size FROM districts;

CREATE TABLE school_facts AS
SELECT s.distid, s.schid, s.lunch, s.enrol, s.staff, s.school_salary, b.log_spending, b.district_salary,
  b.district_size, s.math4 >= 65 AS does_well
FROM stg_schools AS s
JOIN stg_district_budget AS b ON b.distid = s.distid AND b.year = 1994;

CREATE MODEL school_does_well
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['does_well'], data_split_eval_fraction = 0.2,
  data_split_group_cols = ['distid']
)
CARRY (schid)
PREDICT AT NONE
AS SELECT * FROM school_facts;
