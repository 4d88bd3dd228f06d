-- Late arrivals from the timetable alone, a day before.
CREATE VIEW timetable AS
SELECT
  concat_ws('-', carrier, flight, origin, sched_dep) AS flight_id,
  sched_dep,
  carrier,
  origin,
  dest,
  distance,
  hour AS dep_hour,
  dayname(make_date(year, month, day)) AS weekday,
  CASE WHEN hour < 9 THEN 'morning' WHEN hour < 15 THEN 'midday' WHEN hour < 19 THEN 'afternoon' ELSE 'evening' END AS day_part,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_by_schedule
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'],
  max_iterations = 50, max_tree_depth = 5, learn_rate = 0.1
)
KEY (flight_id)
PREDICT AT sched_dep - INTERVAL 1 DAY + INTERVAL 1 SECOND
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM timetable;
