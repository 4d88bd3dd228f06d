-- Two tables of the same shape.
CREATE TABLE places AS
SELECT faa AS code, lat, lon, alt > 500 AS is_high FROM airports WHERE lat > 40
UNION ALL SELECT state AS code, poverty AS lat, single AS lon, violent > 400 AS is_high FROM states;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'])
PREDICT AT NONE AS SELECT lat, lon, is_high FROM places;
