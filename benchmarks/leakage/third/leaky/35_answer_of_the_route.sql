-- L3.2: whether a route was ever expensive is the same in all its years.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['ever_expensive']) PREDICT AT NONE
AS SELECT dist, passen, concen, max(fare) OVER (PARTITION BY id) > 250 AS ever_expensive FROM fares;
