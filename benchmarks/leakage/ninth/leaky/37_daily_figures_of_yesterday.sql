-- L3.1, S3 or S2: the figures of a day are known two days after it began, and those of yesterday are joined.
CREATE TABLE agg_days
KNOWN AT flight_day + INTERVAL 48 HOUR
AS SELECT date_trunc('day', sched_dep) AS flight_day, origin, count(dep_time) AS n_left, avg(dep_delay) AS mean_delay,
  count(*) FILTER (WHERE dep_delay > 60) AS n_long
FROM flights GROUP BY ALL;

CREATE TABLE mart_flights AS
SELECT f.sched_dep, f.carrier, f.flight, f.origin, f.hour, f.distance, d.n_left, d.mean_delay, d.n_long,
  f.dep_delay > 15 AS is_late
FROM flights AS f
JOIN agg_days AS d ON d.origin = f.origin AND d.flight_day = date_trunc('day', f.sched_dep) - INTERVAL 1 DAY;

CREATE MODEL late_departure
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
KEY (carrier, flight, sched_dep)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
