-- The mean delay of the carrier three days before: all its flights of that day have long landed.
CREATE TABLE carrier_days AS
SELECT
  carrier, CAST(sched_dep AS DATE) AS day,
  avg(arr_delay) AS mean_delay,
  count(*) AS n_flights
FROM flights
WHERE arr_delay IS NOT NULL
GROUP BY carrier, CAST(sched_dep AS DATE);

CREATE MODEL arrival_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'], l2_reg = 0.1)
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  d.mean_delay AS carrier_delay_3_days_ago,
  d.n_flights AS carrier_flights_3_days_ago,
  f.arr_delay
FROM flights f
LEFT JOIN carrier_days d
  ON d.carrier = f.carrier AND d.day = CAST(f.sched_dep AS DATE) - 3;
