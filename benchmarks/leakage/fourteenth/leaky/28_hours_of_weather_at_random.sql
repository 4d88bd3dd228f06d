-- L3.2, L3.2: the same hour at three airports close to each other, and the hours beside it, fall on both sides of a random split.
CREATE VIEW observed AS
SELECT origin, time_hour, hour, month, temp, dewp, wind_dir, wind_speed, pressure, visib < 5 AS is_foggy
FROM weather;

CREATE MODEL fog
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_foggy'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
KEY (origin, time_hour)
PREDICT AT NONE
AS SELECT * FROM observed;

CREATE TABLE fog_report AS SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL fog);
