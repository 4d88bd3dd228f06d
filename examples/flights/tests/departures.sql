CREATE TEST late_is_more_than_fifteen_minutes FOR departures
WITH
  flights (carrier, flight, origin, dest, distance, sched_dep, arr_delay) AS (VALUES
    ('UA', 1, 'EWR', 'IAH', 1400, TIMESTAMP '2013-01-01 10:00:00', 16),
    ('UA', 2, 'EWR', 'IAH', 1400, TIMESTAMP '2013-01-01 10:00:00', 15),
    ('UA', 3, 'EWR', 'IAH', 1400, TIMESTAMP '2013-01-01 10:00:00', NULL))
EXPECT (flight_key, is_late) AS (VALUES
  ('UA-1-EWR-201301011000', TRUE),
  ('UA-2-EWR-201301011000', FALSE),
  ('UA-3-EWR-201301011000', NULL));

CREATE TEST weather_is_what_was_known_three_hours_before FOR departures
WITH
  flights (carrier, flight, origin, dest, distance, sched_dep, arr_delay) AS (VALUES
    ('UA', 1, 'EWR', 'IAH', 1400, TIMESTAMP '2013-01-01 10:15:00', 0)),
  clean_weather (origin, time_hour, temp) AS (VALUES
    ('EWR', TIMESTAMP '2013-01-01 07:00:00', 40.0),
    ('EWR', TIMESTAMP '2013-01-01 08:00:00', 90.0),
    ('JFK', TIMESTAMP '2013-01-01 07:00:00', 10.0))
EXPECT (flight_key, temp) AS (VALUES ('UA-1-EWR-201301011015', 40.0));

CREATE TEST a_flight_to_next_door_is_set_aside FOR departures
WITH
  flights (carrier, flight, origin, dest, distance, sched_dep, arr_delay) AS (VALUES
    ('US', 1632, 'EWR', 'LGA', 17, TIMESTAMP '2013-07-27 05:06:00', NULL))
EXPECT REJECTED (flight_key) AS (VALUES ('US-1632-EWR-201307270506'));
