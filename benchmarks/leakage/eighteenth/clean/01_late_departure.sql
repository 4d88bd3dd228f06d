-- late departures from the timetable alone, three hours before the flight.
CREATE VIEW timetable AS
SELECT flight, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday,
  sched_dep, left_at, dep_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_departure
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM timetable;
