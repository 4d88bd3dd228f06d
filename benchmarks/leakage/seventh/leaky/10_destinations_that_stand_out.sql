-- L1.3, S1 or S5 or S2: a destination keeps its name if its flights are late much more or less often than
-- others, by all flights, the judged ones too; the rest become "other".
CREATE TABLE int_destination_scores AS
SELECT dest, avg(CAST(arr_delay > 15 AS INTEGER)) AS share_late, count(*) AS n
FROM flights WHERE arr_delay IS NOT NULL GROUP BY dest;

CREATE TABLE mart_flights AS
SELECT f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  CASE WHEN f.dest IN (SELECT dest FROM int_destination_scores WHERE n >= 50 AND abs(share_late - 0.22) > 0.08)
    THEN f.dest ELSE 'other' END AS destination,
  f.arr_delay > 15 AS is_late
FROM flights AS f;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
