-- L3.3, S7 or S4: only counties are kept that have a murder in some year of all seventeen, the year asked for and later ones among them.
CREATE TABLE dim_counties AS
SELECT countyid, sum(murders) AS n_murders FROM homicides GROUP BY countyid;

CREATE MODEL any_murder
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_murder'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS
SELECT countyid, year, year_start, density, popul, perc1019, perc2029, percblack, murders > 0 AS has_murder
FROM homicides
SEMI JOIN (FROM dim_counties WHERE n_murders > 0) AS c USING (countyid)
WHERE year >= 1986;
