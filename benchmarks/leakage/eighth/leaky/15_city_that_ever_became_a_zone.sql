-- L3.1, S4 or S3: the dimension says whether a city ever became an enterprise zone, and is joined to years in
-- which nobody knew.
CREATE TABLE dim_city AS
SELECT city, max(ez) = 1 AS is_zone FROM zones GROUP BY city;

CREATE TABLE mart_city_years AS
SELECT z.city, z.year, z.year_start, d.is_zone, p.guclms AS growth_2, z.luclms
FROM zones AS z
JOIN dim_city AS d ON d.city = z.city
JOIN zones AS p ON p.city = z.city AND p.year = z.year - 2;

CREATE MODEL city_claims
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'])
KEY (city, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 381 DAY
AS SELECT * FROM mart_city_years;
