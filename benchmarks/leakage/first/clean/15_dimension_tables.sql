-- Airlines and airports change nothing in the course of a day.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, a.name AS airline, d.alt, d.lat, d.lon, f.distance, f.arr_delay > 15 AS is_late
FROM flights f JOIN airlines a ON a.carrier = f.carrier LEFT JOIN airports d ON d.faa = f.dest;
