-- L3.2, L3.2: four years of a route with one distance and nearly one fare are split at random.
CREATE VIEW route_years AS
SELECT id, year, ldist, concen, lpassen, lfare FROM fares;

CREATE MODEL fare_level
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lfare'], max_tree_depth = 15)
KEY (id, year)
AS SELECT * FROM route_years;
