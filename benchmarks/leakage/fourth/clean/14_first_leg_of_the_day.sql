-- One flight an aircraft and day is kept, the first by the schedule: only legs that are scheduled earlier can decide that, and they are known.
CREATE TABLE one_a_day AS
SELECT sched_dep, carrier, origin, distance, arr_delay FROM flights
QUALIFY row_number() OVER (PARTITION BY tailnum, date_trunc('day', sched_dep) ORDER BY sched_dep, flight) = 1;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, distance, arr_delay > 15 AS is_late FROM one_a_day;
