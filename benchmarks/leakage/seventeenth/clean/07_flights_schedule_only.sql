-- Late arrivals from the schedule alone; air_time is carried because it says when the label is known.
CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
CARRY (air_time)
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE
AS
SELECT sched_dep, left_at, air_time, carrier, origin, dest, distance, hour, arr_delay > 15 AS is_late
FROM flights;
