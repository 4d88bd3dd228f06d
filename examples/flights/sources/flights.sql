-- Flights out of New York in 2013. The file holds clock times as numbers (517 is 5:17 a.m.) and the
-- hour of the schedule as a timestamp, so the schedule to the minute is computed here.
CREATE EXTERNAL TABLE flights (
  *,
  time_hour TIMESTAMP,
  sched_dep AS (time_hour + minute * INTERVAL 1 MINUTE),
  left_at AS (sched_dep + dep_delay * INTERVAL 1 MINUTE)
)
OPTIONS (format = 'CSV', uris = ['data/flights.csv'], null_markers = ['NA', ''])
KNOWN AT sched_dep - INTERVAL 1 DAY
KNOWN AT left_at FOR (dep_time, dep_delay)
KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE FOR (arr_time, arr_delay, air_time);
