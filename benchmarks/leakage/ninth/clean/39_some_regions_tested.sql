-- The answer is one for all years of a district, and the regions that are tested are tested with all years.
CREATE VIEW stg_districts AS
SELECT distid, intid, year, lunch, enrol, ptr, avgsal, expp, found, grad FROM districts;

CREATE TABLE int_answers AS
SELECT distid, avg(grad) >= 85 AS graduates_most FROM stg_districts WHERE grad IS NOT NULL GROUP BY distid;

CREATE TABLE mart_districts AS
SELECT d.distid, d.year, d.lunch, d.enrol, d.ptr, d.avgsal, d.expp, d.found, a.graduates_most,
  hash(d.intid) % 4 = 0 AS is_test
FROM stg_districts AS d JOIN int_answers AS a ON a.distid = d.distid;

CREATE MODEL graduates_most
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['graduates_most'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (distid, year)
PREDICT AT NONE
AS SELECT * FROM mart_districts;
