-- L1.2, S5 or S4: the pay is put between the least and the greatest of the intermediate district in all years.
CREATE VIEW stg_districts AS
SELECT distid, intid, year, year_open, lunch, enrol, ptr, avgsal, expp, math4 FROM districts;

CREATE TABLE int_districts AS
SELECT *,
  (avgsal - min(avgsal) OVER peers) / nullif(max(avgsal) OVER peers - min(avgsal) OVER peers, 0) AS pay_place,
  (ptr - min(ptr) OVER peers) / nullif(max(ptr) OVER peers - min(ptr) OVER peers, 0) AS ratio_place
FROM stg_districts
WINDOW peers AS (PARTITION BY intid);

CREATE MODEL math_of_districts
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 31 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * EXCLUDE (intid) FROM int_districts;
