-- The December flights with the chance of each to be late.
CREATE TABLE arrivals_scored (*, flight_key PRIMARY KEY, p_late NOT NULL) AS
SELECT flight_key, sched_dep, carrier, origin, dest, ML.PROBABILITY(predicted_is_late_probs, TRUE) AS p_late
FROM ML.PREDICT(MODEL late_arrival, (SELECT * FROM departures WHERE sched_dep >= TIMESTAMP '2013-12-01'));
