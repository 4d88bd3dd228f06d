-- L3.2, L3.2: a route has a row for each of four years with nearly the same fare and the same distance; the split is by row.
CREATE VIEW route_years AS
SELECT id, year, dist, ldist, concen, fare
FROM fares;

CREATE MODEL route_fare
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['fare'], max_iterations = 200, early_stop = FALSE)
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM route_years;

CREATE TABLE route_fare_report AS
SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL route_fare);
