-- The same growth from the year before to this one, both of which are known two months into the year.
CREATE VIEW stg_districts AS SELECT distid, year, year_open, lunch, enrol, expp, staff, math4 FROM districts;

CREATE TABLE mart_districts AS
SELECT d.distid, d.year, d.year_open, d.lunch, d.expp, d.enrol / o.enrol - 1 AS growth, d.staff - o.staff AS staff_change, d.math4
FROM stg_districts AS d
LEFT JOIN stg_districts AS o ON o.distid = d.distid AND o.year = d.year - 1;

CREATE MODEL math_results
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM mart_districts WHERE math4 IS NOT NULL;
