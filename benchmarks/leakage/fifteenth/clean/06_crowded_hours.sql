-- Late departures by how many flights the schedule, which is known a day before, has at the airport in the same hour.
CREATE TABLE hourly_schedule AS
SELECT origin, time_hour, count(*) AS scheduled, count(DISTINCT carrier) AS carriers
FROM flights
GROUP BY origin, time_hour;

CREATE MODEL leaves_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['leaves_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS
SELECT f.sched_dep, f.origin, f.carrier, f.hour, s.scheduled, s.carriers, f.dep_delay > 15 AS leaves_late
FROM flights f
JOIN hourly_schedule s ON s.origin = f.origin AND s.time_hour = f.time_hour;
