-- A union of departures and arrivals as events: rows of one flight differ.
CREATE TABLE events AS
SELECT origin AS airport, carrier, distance, 'out' AS way, distance > 1000 AS long_haul FROM flights
UNION ALL SELECT dest AS airport, carrier, distance, 'in' AS way, distance > 1000 AS long_haul FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['long_haul'])
PREDICT AT NONE AS SELECT airport, carrier, way, long_haul FROM events WHERE way = 'out';
