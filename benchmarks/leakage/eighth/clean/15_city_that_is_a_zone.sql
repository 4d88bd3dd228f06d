-- The zone is that of the year itself, which is announced before it begins.
CREATE TABLE dim_city AS
SELECT city, year, max(ez) = 1 AS is_zone FROM zones GROUP BY city, year;

CREATE TABLE mart_city_years AS
SELECT z.city, z.year, z.year_start, d.is_zone, p.guclms AS growth_2, z.luclms
FROM zones AS z
JOIN dim_city AS d ON d.city = z.city AND d.year = z.year
JOIN zones AS p ON p.city = z.city AND p.year = z.year - 2;

CREATE MODEL city_claims
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'])
KEY (city, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 381 DAY
AS SELECT * FROM mart_city_years;
