-- L1.2, S5 or S4: a destination counts as rare by its number of flights in the whole file, which reaches to days
-- after most predictions.
CREATE TABLE dim_destination AS
SELECT dest, count(*) AS n_flights, CASE WHEN count(*) < 120 THEN 'OTHER' ELSE dest END AS dest_group
FROM flights
GROUP BY dest;

CREATE TABLE departures AS
SELECT concat_ws('/', f.carrier, f.flight, f.origin, f.sched_dep) AS flight_key, f.sched_dep,
  coalesce(d.dest_group, 'OTHER') AS dest_group, f.carrier, f.origin, f.hour, f.distance, a.alt AS dest_altitude,
  f.dep_delay > 30 AS leaves_late
FROM flights AS f
LEFT JOIN dim_destination AS d ON d.dest = f.dest
LEFT JOIN airports AS a ON a.faa = f.dest
WHERE f.sched_dep >= TIMESTAMP '2013-01-06 12:00:00';

CREATE MODEL leaving_late
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['leaves_late'])
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS SELECT * FROM departures;
