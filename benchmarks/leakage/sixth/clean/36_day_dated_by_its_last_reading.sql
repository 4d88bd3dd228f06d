-- The day's weather is dated by the last reading that went into it, and that is four hours before
-- departure at the latest: the newest day that is over. No word says "yesterday".
CREATE TABLE days AS
SELECT origin, date_trunc('day', time_hour) AS midnight, max(time_hour) AS dated, avg(temp) AS temp, sum(precip) AS rain
FROM weather GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS
SELECT f.sched_dep, f.carrier, f.dest, f.distance, d.temp, d.rain, f.dep_delay > 15 AS is_late
FROM flights AS f ASOF LEFT JOIN days AS d ON d.origin = f.origin AND d.dated <= f.sched_dep - INTERVAL 4 HOUR;
