-- Hourly weather at the three airports; an hour's figures arrive an hour later.
CREATE EXTERNAL TABLE weather (*, time_hour TIMESTAMP)
OPTIONS (format = 'CSV', uris = ['data/weather.csv'], null_markers = ['NA', ''])
KNOWN AT time_hour + INTERVAL 1 HOUR;
