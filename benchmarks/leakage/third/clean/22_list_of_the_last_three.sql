-- The last three fares as a list, then their mean and spread.
CREATE TABLE recent AS SELECT id, year, dist, fare, list(fare) OVER (PARTITION BY id ORDER BY year ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS last_fares FROM fares;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT id, dist, list_avg(last_fares) AS usual, list_max(last_fares) - list_min(last_fares) AS spread, fare FROM recent;
