-- L1.3, S5 or S4: which destinations are "bad" was found with the delays of all flights, the test's too.
CREATE TABLE bad_destinations AS
SELECT dest
FROM flights
WHERE arr_delay IS NOT NULL
GROUP BY dest
HAVING count(*) >= 50
ORDER BY avg(arr_delay) DESC, dest
LIMIT 15;

CREATE MODEL late_to_bad_places
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 6 HOUR
AS
SELECT f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  f.dest IN (SELECT dest FROM bad_destinations) AS goes_to_bad_place,
  f.arr_delay > 15 AS is_late
FROM flights f;
