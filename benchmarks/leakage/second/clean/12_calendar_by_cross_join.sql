-- A grid of planes and days: each of its rows is one to predict.
CREATE TABLE grid AS SELECT p.tailnum, d.day, p.seats, p.year FROM planes p CROSS JOIN generate_series(TIMESTAMP '2013-01-02', TIMESTAMP '2013-01-20', INTERVAL 1 DAY) AS d(day);
CREATE TABLE outcomes AS SELECT g.tailnum, g.day, g.seats, g.year, count(f.flight) > 0 AS flies
FROM grid g LEFT JOIN flights f ON f.tailnum = g.tailnum AND f.sched_dep >= g.day AND f.sched_dep < g.day + INTERVAL 1 DAY GROUP BY g.tailnum, g.day, g.seats, g.year;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['flies']) KEY (tailnum, day)
PREDICT AT day
AS SELECT tailnum, day, seats, year, flies FROM outcomes;
