-- One row per model of jet; models of one family (737, A320) stay in one part.
CREATE TABLE plane_models (*, model PRIMARY KEY) AS
SELECT model, split_part(model, '-', 1) AS family, max(type) AS type, max(engine) AS engine,
  max(engines) AS engines, min(year) AS first_built, median(seats) AS seats
FROM planes
WHERE engine IN ('Turbo-fan', 'Turbo-jet')
GROUP BY model;

CREATE MODEL seats
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['seats'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3, data_split_group_cols = ['family'])
KEY (model)
PREDICT AT NONE
AS SELECT * FROM plane_models;
