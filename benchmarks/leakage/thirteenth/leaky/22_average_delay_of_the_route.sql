-- L3.1, S4 or S5: the mean delay of a route and of an airline is taken over the whole table, the flights to come included.
CREATE TABLE route_stats AS
SELECT origin, dest, avg(arr_delay) AS route_delay, count(*) AS route_flights
FROM flights
GROUP BY origin, dest;

CREATE TABLE carrier_stats AS
SELECT carrier, avg(arr_delay) AS carrier_delay
FROM flights
GROUP BY carrier;

CREATE MODEL is_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS
SELECT
  f.sched_dep, f.hour, f.distance,
  r.route_delay, r.route_flights, c.carrier_delay,
  f.arr_delay > 15 AS late
FROM flights f
JOIN route_stats r ON r.origin = f.origin AND r.dest = f.dest
JOIN carrier_stats c ON c.carrier = f.carrier;
