-- L1.2, S5 or S4 or S3: a city's claims of two years before are ranked among those of all cities in all years.
CREATE VIEW stg_zones AS SELECT city, year, year_start, ez = 1 AS is_zone, uclms FROM zones;

CREATE TABLE int_zones AS
SELECT z.city, z.year, z.year_start, z.is_zone, b.uclms AS claims_2, z.uclms
FROM stg_zones AS z INNER JOIN stg_zones AS b ON b.city = z.city AND b.year + 2 = z.year;

CREATE TABLE mart_zones AS
SELECT * EXCLUDE (claims_2), percent_rank() OVER (ORDER BY claims_2) AS claims_rank FROM int_zones;

CREATE MODEL city_claims
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['uclms'])
KEY (city, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 381 DAY
AS SELECT * FROM mart_zones;
