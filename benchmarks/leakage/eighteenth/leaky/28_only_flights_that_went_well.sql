-- L3.3, S7: flights that came an hour late or more are left out, which nobody knows before they fly.
CREATE VIEW ordinary_flights AS
SELECT carrier, flight, origin, dest, distance, hour, sched_dep, left_at, dep_delay
FROM flights
WHERE arr_delay < 60;

CREATE MODEL ordinary_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['dep_delay'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM ordinary_flights;
