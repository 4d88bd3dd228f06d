-- L1.4, S8 or L3.2: the join to the districts forgets the year, so every school comes seven times with the same answer and is split at random.
CREATE TABLE school_with_district AS
SELECT
  e.schid, d.year, e.enrol, e.staff, e.exppp, e.lunch,
  d.ptr AS district_ptr, d.rexpp AS district_spending, d.enrol AS district_enrol,
  e.math4
FROM elementary e
JOIN districts d ON d.distid = e.distid;

CREATE MODEL school_math
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (schid, year)
PREDICT AT NONE
AS SELECT * FROM school_with_district;
