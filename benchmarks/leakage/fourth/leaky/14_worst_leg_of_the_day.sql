-- L3.3, S7 or S1: one flight an aircraft and day is kept, the one that turned out latest: no such choice can be made in the morning.
CREATE TABLE one_a_day AS
SELECT sched_dep, carrier, origin, distance, arr_delay FROM flights
WHERE arr_delay IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY tailnum, date_trunc('day', sched_dep) ORDER BY arr_delay DESC, sched_dep) = 1;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, distance, arr_delay > 15 AS is_late FROM one_a_day;
