-- L1.4, S8 or L3.2: the snapshot of a route's year is taken in each of its four quarters, with the same values and the same
-- answer, and the four are split as if they were four routes.
CREATE TABLE snap_routes AS
SELECT f.id, q.quarter, f.dist, f.concen, f.bmktshr, f.passen, f.fare
FROM fares AS f CROSS JOIN (VALUES (1), (2), (3), (4)) AS q(quarter)
WHERE f.year = 2000;

CREATE MODEL dear_route
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_dear'])
KEY (id, quarter)
PREDICT AT NONE
AS SELECT id, quarter, dist, concen, bmktshr, passen, fare > 200 AS is_dear FROM snap_routes;
