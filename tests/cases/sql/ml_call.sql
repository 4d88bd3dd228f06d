-- Calls of models inside queries: placeholders, versions, nested calls, arguments by name.
CREATE TABLE scored AS
SELECT flight_key, ML.PROBABILITY(predicted_probs, TRUE) AS p
FROM ML.PREDICT(MODEL "My model"@8, (
  SELECT * FROM ML.TRANSFORM(MODEL shop.prep@candidate, TABLE departures@run3) -- ) not the end
  WHERE x = 'ML.PREDICT('
), STRUCT(0.5 AS threshold, TRUE AS keep_original_columns)) p
JOIN ML.FEATURES_AT_TIME(TABLE feats, time => TIMESTAMP '2022-01-01 00:00:00', num_rows => 1) f USING (id);
SELECT * FROM ml . evaluate ( MODEL m );
FROM ML.ENTITY_FEATURES_AT_TIME(TABLE a, (SELECT 1), ignore_feature_nulls => TRUE);
SELECT a.x FROM shop.a@run41 JOIN b@run7 AS b ON a.id = b.id, "C d"@run123 WHERE @(-1) = 1;
SELECT * FROM AI.FORECAST(TABLE t, data_col => 'y', timestamp_col => 'day', horizon => 10);
