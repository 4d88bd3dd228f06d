-- One reading says 1,048 miles an hour. Rows like it are kept aside in clean_weather__rejected.
CREATE TABLE clean_weather (
  *,
  origin NOT NULL,
  time_hour NOT NULL,
  CONSTRAINT one_reading_an_hour UNIQUE (origin, time_hour),
  CONSTRAINT sane_wind EXPECT (wind_speed BETWEEN 0 AND 150) ON VIOLATION DROP ROW LIMIT 0.1 PERCENT,
  CONSTRAINT sane_temperature CHECK (temp BETWEEN -40 AND 130),
  CONSTRAINT sane_air CHECK (dewp BETWEEN -60 AND 100 AND humid BETWEEN 0 AND 100 AND pressure BETWEEN 870 AND 1085),
  CONSTRAINT sane_sky CHECK (wind_dir BETWEEN 0 AND 360 AND precip >= 0 AND visib >= 0)
) AS
SELECT origin, time_hour, temp, dewp, humid, wind_dir, wind_speed, wind_gust, precip, pressure, visib
FROM weather;
