-- Sine and cosine of the scheduled time.
CREATE MACRO circle(x, n) AS sin(2 * pi() * x / n);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, circle(hour(sched_dep), 24) AS hour_of_day, circle(dayofyear(sched_dep), 365) AS season, arr_delay > 15 AS is_late FROM flights;
