CREATE EXTERNAL TABLE planes (
  *,
  tailnum PRIMARY KEY
)
OPTIONS (format = 'CSV', uris = ['data/planes.csv'], null_markers = ['NA', ''])
KNOWN AT TIMESTAMP '2012-12-31 00:00:00';
