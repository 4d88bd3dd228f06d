-- L2, S2 or S3: miles driven, work and young people of the very year come out a year and a half after it began, when it
-- has long been asked.
CREATE VIEW stg_laws AS
SELECT state, year, year_start, sl65, sl70plus, seatbelt, minage, zerotol, gdl, bac08, bac10, perse FROM roads;

CREATE VIEW stg_figures AS
SELECT state, year AS year, vehicmilespc, unem, perc14_24 FROM roads;

CREATE TABLE mart_roads AS
SELECT l.*, f.* EXCLUDE (state, year), d.nghtfatrte
FROM stg_laws AS l
JOIN stg_figures AS f ON f.state = l.state AND f.year = l.year
JOIN roads AS d ON d.state = l.state AND d.year = l.year;

CREATE MODEL deaths_at_night
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['nghtfatrte'])
TRANSFORM (
  sl65, sl70plus, seatbelt, minage, zerotol, gdl, bac08, bac10, perse, unem, perc14_24, ln(vehicmilespc) AS log_miles, nghtfatrte
)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * FROM mart_roads;
