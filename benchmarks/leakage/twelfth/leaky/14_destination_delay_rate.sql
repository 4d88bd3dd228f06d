-- L1.2, S4 or S5: the share of late flights by destination and by carrier is that of the whole table, with all later flights and the flight itself.
CREATE TABLE labelled AS
SELECT sched_dep, carrier, origin, dest, distance, hour, CAST(arr_delay > 15 AS INTEGER) AS is_late
FROM flights
WHERE arr_delay IS NOT NULL;

CREATE TABLE dest_rate AS
SELECT dest, avg(is_late) AS dest_late_rate, count(*) AS dest_flights FROM labelled GROUP BY dest;

CREATE TABLE carrier_rate AS
SELECT carrier, avg(is_late) AS carrier_late_rate FROM labelled GROUP BY carrier;

CREATE MODEL late_by_rates
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS
SELECT l.sched_dep, l.origin, l.hour, l.distance, d.dest_late_rate, d.dest_flights, c.carrier_late_rate, l.is_late
FROM labelled l
JOIN dest_rate d USING (dest)
JOIN carrier_rate c USING (carrier);
