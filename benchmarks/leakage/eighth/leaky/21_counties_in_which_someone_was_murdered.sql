-- L3.3, S7 or S1: staging drops the counties without a murder in the year as empty, and the rate of murders
-- in that year is asked.
CREATE VIEW stg_counties AS
SELECT countyid, year, year_start, statefips, density, popul, perc1019, perc2029, percblack, percmale, murdrate
FROM homicides WHERE murders > 0;

CREATE TABLE dim_states AS SELECT DISTINCT statefips FROM stg_counties;

CREATE TABLE mart_counties AS SELECT c.* FROM stg_counties AS c JOIN dim_states AS s USING (statefips);

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM mart_counties;
