-- The aircraft's delays up to three days before, joined and put together per flight. (One day once: a delay and the flight can take longer.)
CREATE TABLE history AS
SELECT f.flight, f.carrier, f.origin, f.sched_dep, avg(h.arr_delay) AS past_delay, count(h.flight) AS past_flights
FROM flights f LEFT JOIN flights h ON h.tailnum = f.tailnum AND h.sched_dep < f.sched_dep - INTERVAL 3 DAY
GROUP BY f.flight, f.carrier, f.origin, f.sched_dep;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.distance, h.past_delay, h.past_flights, f.arr_delay > 15 AS is_late
FROM flights f JOIN history h ON h.flight = f.flight AND h.carrier = f.carrier AND h.origin = f.origin AND h.sched_dep = f.sched_dep;
