-- L1.3, S4 or S5: the ten worst destinations are picked by the delays of all flights, later ones and test rows too.
CREATE VIEW worst_destinations AS
SELECT dest
FROM flights
GROUP BY dest
HAVING count(*) >= 50
ORDER BY avg(arr_delay) DESC
LIMIT 10;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS
SELECT
  sched_dep,
  carrier,
  origin,
  distance,
  hour,
  dest IN (SELECT dest FROM worst_destinations) AS to_problem_airport,
  arr_delay > 30 AS is_late
FROM flights;
