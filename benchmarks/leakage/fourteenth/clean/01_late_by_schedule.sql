-- Late arrivals from what stands in the schedule, asked two hours before; rows count when they have landed.
CREATE MODEL late_by_schedule
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT landed_at
AS SELECT carrier, flight, origin, sched_dep, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS landed_at,
  dest, distance, hour, dayofweek(sched_dep) AS weekday, arr_delay > 15 AS is_late
FROM flights;
