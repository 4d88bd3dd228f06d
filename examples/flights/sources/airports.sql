CREATE EXTERNAL TABLE airports (
  *,
  faa PRIMARY KEY
)
OPTIONS (format = 'CSV', uris = ['data/airports.csv'], null_markers = ['NA', ''])
KNOWN AT TIMESTAMP '2012-12-31 00:00:00';
