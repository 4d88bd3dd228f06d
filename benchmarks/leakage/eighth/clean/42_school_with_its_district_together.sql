-- The districts are split, so that no district is on both sides.
CREATE TABLE dim_district AS
SELECT distid, avg(math4) > 60 AS is_good FROM elementary GROUP BY distid;

CREATE TABLE mart_schools AS
SELECT e.distid, e.schid, e.lunch, e.enrol, e.staff, e.exppp, e.avgsal, e.avgben, d.is_good
FROM elementary AS e JOIN dim_district AS d ON d.distid = e.distid;

CREATE MODEL is_good
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_good'],
  data_split_group_cols = ['distid'], data_split_eval_fraction = 0.25
)
KEY (schid)
PREDICT AT NONE
AS SELECT * FROM mart_schools;
