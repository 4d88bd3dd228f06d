-- Late flights with the figures of the carrier three days before, by a table of days; all flights of that day have landed by then.
CREATE TABLE carrier_days AS
SELECT
  carrier,
  make_date(year, month, day) AS flight_day,
  count(*) AS n_flights,
  avg(arr_delay) AS mean_delay,
  count(*) FILTER (dep_time IS NULL) / count(*) AS share_cancelled
FROM flights
GROUP BY ALL;

CREATE MODEL late_after_bad_days
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_tree_depth = 4)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.dest, f.hour,
  d.n_flights AS carrier_flights,
  d.mean_delay AS carrier_delay,
  d.share_cancelled AS carrier_cancelled,
  f.arr_delay > 15 AS is_late
FROM flights f
LEFT JOIN carrier_days d
  ON d.carrier = f.carrier AND d.flight_day = make_date(f.year, f.month, f.day) - 3;
