-- The share that left school is of the year before, which was counted when this one began.
CREATE VIEW stg_districts AS
SELECT distid, year, year_open, lunch, enrol, ptr, expp, "drop" AS share_leaving, grad FROM districts;

CREATE MODEL graduation
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['grad'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS
SELECT d.distid, d.year, d.year_open, d.lunch, d.enrol, d.ptr, d.expp, b.share_leaving, d.grad
FROM stg_districts AS d LEFT JOIN stg_districts AS b ON b.distid = d.distid AND b.year = d.year - 1
WHERE d.grad IS NOT NULL;
