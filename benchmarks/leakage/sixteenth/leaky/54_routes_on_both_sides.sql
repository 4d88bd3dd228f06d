-- L3.2, L3.2: each route is there in four years, and the random split by route and year puts years of one route on both sides.
CREATE MODEL air_fare
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lfare'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
KEY (id, year)
PREDICT AT NONE
AS
SELECT id, year, ldist, concen, lpassen, lfare
FROM fares;
