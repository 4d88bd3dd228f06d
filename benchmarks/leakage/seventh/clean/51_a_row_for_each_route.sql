-- An ordinary project: one row a route, of one year.
CREATE TABLE snap_routes AS
SELECT f.id, f.dist, f.concen, f.bmktshr, f.passen, f.fare
FROM fares AS f
WHERE f.year = 2000;

CREATE MODEL dear_route
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_dear'])
KEY (id)
PREDICT AT NONE
AS SELECT id, dist, concen, bmktshr, passen, fare > 200 AS is_dear FROM snap_routes;

CREATE TABLE rpt_fares AS
SELECT year, count(*) AS n_routes, avg(fare) AS mean_fare, sum(passen) AS passengers,
  avg(fare) / first_value(avg(fare)) OVER (ORDER BY year) AS index_1997
FROM fares GROUP BY year;
