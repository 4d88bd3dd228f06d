-- Split by the time of departure; buckets, scalers and encoders learn in TRANSFORM, from training rows only.
CREATE MODEL late_transformed
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'],
  data_split_method = 'SEQ', data_split_col = 'sched_dep', data_split_eval_fraction = 0.2)
TRANSFORM (
  ML.ONE_HOT_ENCODER(dest, 'none', 50, 20) OVER () AS dest,
  ML.QUANTILE_BUCKETIZE(distance, 5) OVER () AS distance_band,
  ML.STANDARD_SCALER(hour) OVER () AS hour_scaled,
  ML.FEATURE_CROSS(STRUCT(origin, carrier)) AS origin_carrier,
  is_late
)
PREDICT AT NONE
AS SELECT sched_dep, origin, dest, carrier, distance, hour, arr_delay > 15 AS is_late
FROM flights
WHERE arr_delay IS NOT NULL;
