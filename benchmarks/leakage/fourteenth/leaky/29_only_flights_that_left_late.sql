-- L3.3, S7: asked four hours before, but only flights that then left late are trained and judged on.
CREATE VIEW delayed AS
SELECT f.*, a.lat AS dest_lat, a.lon AS dest_lon
FROM flights f
LEFT JOIN airports a ON a.faa = f.dest
WHERE f.dep_delay > 0;

CREATE MODEL late_on_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_tree_depth = 4)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 4 HOUR
AS SELECT carrier, flight, origin, sched_dep, dest, distance, hour, dest_lat, dest_lon, arr_delay > 15 AS is_late FROM delayed;
