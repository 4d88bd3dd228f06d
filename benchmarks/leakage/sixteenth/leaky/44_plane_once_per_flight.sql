-- L1.4, S8: planes are joined to their flights, so each plane stands in the data once per flight, with the same features and label in training and test.
CREATE VIEW fleet AS
SELECT f.carrier, f.flight, f.time_hour, p.tailnum, p.year AS built, p.manufacturer, p.engine, p.engines, p.seats
FROM planes p
JOIN flights f ON f.tailnum = p.tailnum;

CREATE MODEL seats
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['seats'])
KEY (flight, time_hour, tailnum)
PREDICT AT NONE
AS SELECT * FROM fleet;
