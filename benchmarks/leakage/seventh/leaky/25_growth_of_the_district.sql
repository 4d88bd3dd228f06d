-- L3.1, S3 or S4: the join for the growth of the district goes one year on instead of one year back.
CREATE VIEW stg_districts AS SELECT distid, year, year_open, lunch, enrol, expp, staff, math4 FROM districts;

CREATE TABLE mart_districts AS
SELECT d.distid, d.year, d.year_open, d.lunch, d.expp, o.enrol / d.enrol - 1 AS growth, o.staff - d.staff AS staff_change, d.math4
FROM stg_districts AS d
LEFT JOIN stg_districts AS o ON o.distid = d.distid AND o.year = d.year + 1;

CREATE MODEL math_results
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM mart_districts WHERE math4 IS NOT NULL;
