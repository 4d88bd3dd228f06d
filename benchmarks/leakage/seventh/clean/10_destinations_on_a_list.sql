-- An ordinary project: which destinations keep their names stands in a list of hubs that somebody wrote
-- down; nothing was computed of the flights.
CREATE TABLE dim_hubs AS SELECT * FROM (VALUES ('ATL'), ('ORD'), ('LAX'), ('CLT'), ('SFO'), ('MIA'), ('DCA')) AS h(dest);

CREATE TABLE mart_flights AS
SELECT f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  CASE WHEN f.dest IN (SELECT dest FROM dim_hubs) THEN f.dest ELSE 'other' END AS destination,
  f.arr_delay > 15 AS is_late
FROM flights AS f;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
