-- An ordinary project: counties of more than twenty thousand people, which is known when the year begins.
CREATE VIEW stg_counties AS
SELECT countyid, year, year_start, statefips, density, popul, perc1019, perc2029, percblack, percmale, murdrate
FROM homicides WHERE popul > 20000;

CREATE TABLE dim_states AS SELECT DISTINCT statefips FROM stg_counties;

CREATE TABLE mart_counties AS SELECT c.* FROM stg_counties AS c JOIN dim_states AS s USING (statefips);

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM mart_counties;
