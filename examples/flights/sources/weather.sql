-- Hourly weather at the three airports; an hour's figures arrive an hour later. The file writes a
-- pressure of 1,000 as "1e3", which could be a name as well as a number: so the type is declared.
CREATE EXTERNAL TABLE weather (*, time_hour TIMESTAMP, pressure DOUBLE)
OPTIONS (format = 'CSV', uris = ['data/weather.csv'], null_markers = ['NA', ''])
KNOWN AT time_hour + INTERVAL 1 HOUR;
