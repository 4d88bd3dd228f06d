-- Features of January to March, the label of April and later, by FILTER on one table.
CREATE TABLE by_dest AS
SELECT dest, avg(arr_delay) FILTER (WHERE sched_dep < TIMESTAMP '2013-01-15') AS early_delay, count(*) FILTER (WHERE sched_dep < TIMESTAMP '2013-01-15') AS early_flights,
  avg(arr_delay) FILTER (WHERE sched_dep >= TIMESTAMP '2013-01-15') AS later_delay FROM flights GROUP BY dest;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['later_delay']) KEY (dest)
PREDICT AT NONE
AS SELECT dest, early_delay, early_flights, later_delay FROM by_dest;
