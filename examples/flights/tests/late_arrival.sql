-- The model is trained on these rows and asked them again: what it is told must be what it learns.
CREATE TEST evenings_that_are_late_are_learned FOR late_arrival
WITH
  departures (flight_key, sched_dep, hour, temp, is_late) AS (
    SELECT 'F' || i, TIMESTAMP '2013-01-01' + i * INTERVAL 1 HOUR, i % 24, i % 7, i % 24 >= 18 FROM range(480) AS r (i))
EXPECT (flight_key, predicted_is_late) AS (SELECT 'F' || i, i % 24 >= 18 FROM range(480) AS r (i));
