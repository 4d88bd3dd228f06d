-- What is said of a model beside CREATE MODEL.
ALTER MODEL IF EXISTS shop.late SET OPTIONS (description = 'late arrivals', tags = ['daily']);
DROP MODEL IF EXISTS shop.late;
DROP MODEL late;
DROP TABLE IF EXISTS t;
DROP VIEW v;
EXPORT MODEL late@8 OPTIONS (uri = 'out/late', trial_id = 3);
CREATE MODEL sales OPTIONS (model_type = 'ARIMA_PLUS') AS (
  training_data AS (SELECT day, total FROM sales_by_day),
  custom_holiday AS (SELECT * FROM holidays)
);
CREATE MODEL imported INPUT (f1 FLOAT64, f2 ARRAY<FLOAT64>) OUTPUT (y STRUCT<a INT64, b INT64>)
OPTIONS (model_type = 'ONNX', model_path = 'model.onnx') AS SELECT 1;
CREATE TEMP TABLE x AS SELECT 1 AS n;
