-- L3.1, S4 or S5: the mean delay of a carrier is over the whole of 2013, also over the flights after the one that is predicted.
CREATE TABLE carrier_stats AS
SELECT carrier, origin, avg(arr_delay) AS carrier_delay, count(*) AS carrier_flights
FROM flights
GROUP BY carrier, origin;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT
  f.sched_dep, f.hour, f.month, f.distance, s.carrier_delay, s.carrier_flights, f.arr_delay
FROM flights f
JOIN carrier_stats s ON s.carrier = f.carrier AND s.origin = f.origin;
