-- Temperature a day ahead, by a self-join of the weather with the same hour of the day after.
CREATE VIEW day_ahead AS
SELECT
  today.time_hour,
  today.origin,
  today.month,
  today.hour,
  today.temp AS temp_now,
  today.dewp,
  today.wind_speed,
  today.pressure,
  tomorrow.temp AS temp_tomorrow
FROM weather today
JOIN weather tomorrow
  ON tomorrow.origin = today.origin AND tomorrow.time_hour = today.time_hour + INTERVAL 24 HOUR;

CREATE MODEL temperature_tomorrow
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['temp_tomorrow'], max_tree_depth = 5)
PREDICT AT time_hour + INTERVAL 61 MINUTE
LABEL KNOWN AT time_hour + INTERVAL 25 HOUR
AS SELECT * FROM day_ahead;
