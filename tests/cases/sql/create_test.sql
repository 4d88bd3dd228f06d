-- Unit tests.
CREATE TEST late FOR departures
WITH
  flights (flight, origin) AS (VALUES (1, 'EWR'), (2, 'JFK')),
  shop.weather(origin) AS (SELECT 'EWR')
EXPECT (flight_key, is_late) AS (VALUES ('a', TRUE));
CREATE TEST rejects FOR t WITH a(b) AS (VALUES (1)) EXPECT REJECTED (b) AS (VALUES (1));
CREATE TEST fails FOR t EXPECT ERROR 'division';
CREATE TEST fails_somehow FOR t EXPECT ERROR;
