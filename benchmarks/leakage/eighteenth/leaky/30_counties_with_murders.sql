-- L3.3, S7: only counties that had murders in at least nine of the years up to 1996 are kept, which is not known when a year begins.
CREATE VIEW counties_with_murders AS
SELECT countyid, year, year_start, density, popul, perc1019, perc2029, percblack, percmale, murders > 0 AS had_murder
FROM homicides
WHERE countyid IN (SELECT countyid FROM homicides GROUP BY countyid HAVING count(*) FILTER (murders > 0) >= 9);

CREATE MODEL murder_in_county
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_murder'])
KEY (countyid, year)
CARRY (year)
PREDICT AT year_start + INTERVAL 20 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM counties_with_murders;
