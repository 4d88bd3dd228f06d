-- L3.1, S2 or S4: twelve hours before departure the aircraft's previous leg has often not even left.
CREATE VIEW legs AS
SELECT
  sched_dep,
  tailnum,
  carrier,
  origin,
  dest,
  hour,
  lag(arr_delay) OVER (PARTITION BY tailnum ORDER BY sched_dep) AS previous_arr_delay,
  lag(dest) OVER (PARTITION BY tailnum ORDER BY sched_dep) AS previous_dest,
  arr_delay
FROM flights
WHERE tailnum IS NOT NULL;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 12 HOUR
AS SELECT * FROM legs;
