-- L3.3, S7 or S2: flights that left more than an hour late are dropped as outliers from learning and judging, though
-- on the day before nobody knows which these will be.
CREATE VIEW stg_flights AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, carrier, origin, dest, distance, hour,
  sched_dep, dep_delay, arr_delay
FROM flights;

CREATE TABLE flights_regular AS
SELECT flight_key, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday, sched_dep,
  arr_delay > 10 AS is_late
FROM stg_flights
WHERE dep_delay BETWEEN -30 AND 60;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], category_encoding_method = 'ONE_HOT_ENCODING')
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 20 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM flights_regular;
