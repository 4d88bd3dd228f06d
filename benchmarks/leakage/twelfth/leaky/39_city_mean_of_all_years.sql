-- L3.1, S4 or S5: the mean of claims in a city is over all its years, this one and the later ones too.
CREATE TABLE city_means AS
SELECT city, avg(uclms) AS mean_claims FROM zones GROUP BY city;

CREATE MODEL claims_by_city
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['uclms'])
KEY (city, year)
PREDICT AT year_start + INTERVAL 30 DAY
AS
SELECT z.city, z.year, z.year_start, z.ez, m.mean_claims, z.uclms
FROM zones z JOIN city_means m ON m.city = z.city;
