-- L1.4, S8: the join with flights repeats each plane for every flight it made, so the same plane is learned from and judged on.
CREATE VIEW planes_in_use AS
SELECT f.carrier, f.flight, f.sched_dep, f.distance, f.origin,
  p.manufacturer, p.year AS built, p.engine, p.seats
FROM flights AS f
JOIN planes AS p ON p.tailnum = f.tailnum;

CREATE MODEL seats_of_plane
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['seats'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
KEY (carrier, flight, origin, sched_dep)
CARRY (sched_dep)
PREDICT AT NONE
AS SELECT * FROM planes_in_use;
