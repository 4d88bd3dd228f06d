-- Flights of the night and over long distances are dropped from learning and judging: the timetable tells which these
-- are on the day before.
CREATE VIEW stg_flights AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, carrier, origin, dest, distance, hour,
  sched_dep, dep_delay, arr_delay
FROM flights;

CREATE TABLE flights_regular AS
SELECT flight_key, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday, sched_dep,
  arr_delay > 10 AS is_late
FROM stg_flights
WHERE hour BETWEEN 6 AND 21 AND distance <= 2000;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], category_encoding_method = 'ONE_HOT_ENCODING')
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 20 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM flights_regular;
