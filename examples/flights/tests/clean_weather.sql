CREATE TEST a_wind_of_a_thousand_miles_an_hour_is_set_aside FOR clean_weather
WITH
  weather (origin, time_hour, temp, wind_speed) AS (VALUES
    ('EWR', TIMESTAMP '2013-02-12 03:00:00', 39.0, 1048.4),
    ('EWR', TIMESTAMP '2013-02-12 04:00:00', 39.0, 12.7))
EXPECT (time_hour, temp) AS (VALUES (TIMESTAMP '2013-02-12 04:00:00', 39.0));
