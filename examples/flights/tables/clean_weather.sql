-- One reading says 1,048 miles an hour. Rows like it are kept aside in clean_weather__rejected.
CREATE TABLE clean_weather (
  *,
  origin NOT NULL,
  time_hour NOT NULL,
  CONSTRAINT one_reading_an_hour UNIQUE (origin, time_hour),
  CONSTRAINT sane_wind EXPECT (wind_speed BETWEEN 0 AND 150) ON VIOLATION DROP ROW LIMIT 0.1 PERCENT,
  CONSTRAINT sane_temperature CHECK (temp BETWEEN -40 AND 130)
) AS
SELECT origin, time_hour, temp, dewp, humid, wind_dir, wind_speed, wind_gust, precip, pressure, visib
FROM weather;
