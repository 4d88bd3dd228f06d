-- L2, S2: who finishes school is asked in autumn, and how many left it in that same year is a feature; it
-- is counted a year later, and says much the same.
CREATE VIEW stg_districts AS
SELECT distid, year, year_open, lunch, enrol, ptr, expp, "drop" AS share_leaving, grad FROM districts WHERE grad IS NOT NULL;

CREATE MODEL graduation
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['grad'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT distid, year, year_open, lunch, enrol, ptr, expp, share_leaving, grad FROM stg_districts;
