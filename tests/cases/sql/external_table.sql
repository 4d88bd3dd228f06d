-- Everything that an external table can say.
CREATE OR REPLACE EXTERNAL TABLE raw.flights (
  *,
  time_hour TIMESTAMP WITH TIME ZONE NOT NULL,
  price DECIMAL(10, 2) CHECK (price >= 0) ON VIOLATION WARN LIMIT 10 ROWS,
  parts STRUCT(a INTEGER, b VARCHAR[])[],
  sched_dep AS (time_hour + minute * INTERVAL 1 MINUTE),
  left_at TIMESTAMP AS (sched_dep + dep_delay * INTERVAL 1 MINUTE) NOT NULL ON VIOLATION DROP ROW
)
OPTIONS (format = 'CSV', uris = ['data/a.csv', 'data/b.csv'], skip = -1, null_markers = ['NA', ''])
KNOWN AT sched_dep - INTERVAL 1 DAY
KNOWN AT left_at FOR (dep_time, dep_delay)
KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE FOR (arr_time)
FRESH WITHIN INTERVAL 1 DAY BY loaded_at WARN
OVERWRITTEN;

-- The clauses come in any order.
CREATE EXTERNAL TABLE b KNOWN AT day + INTERVAL 1 DAY OPTIONS (format = 'PARQUET', uris = ['b/*.parquet'],)
