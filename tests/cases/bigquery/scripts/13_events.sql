-- Events as analytics exports them: nested objects, repeated parameters, features by user.
CREATE TEMP FUNCTION text_param(params ANY TYPE, name STRING) AS (
  (SELECT p.value.string_value FROM UNNEST(params) AS p WHERE p.key = name LIMIT 1)
);
CREATE TEMP FUNCTION int_param(params ANY TYPE, name STRING) AS (
  (SELECT p.value.int_value FROM UNNEST(params) AS p WHERE p.key = name LIMIT 1)
);

CREATE OR REPLACE TABLE analytics.users AS
SELECT
  user_id,
  ANY_VALUE(device.category) AS device,
  COUNT(*) AS events,
  COUNT(DISTINCT text_param(event_params, 'page')) AS pages,
  SUM(IFNULL(int_param(event_params, 'seconds'), 0)) AS seconds,
  MAX(IF(event_name = 'purchase', 1, 0)) AS label
FROM `shop.analytics.events`
GROUP BY user_id;

CREATE OR REPLACE MODEL analytics.buyers
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['label'], data_split_method = 'NO_SPLIT',
         auto_class_weights = TRUE) AS
SELECT * EXCEPT (user_id) FROM analytics.users;

SELECT COUNT(*) AS users, SUM(label) AS buyers, SUM(pages) AS pages, SUM(seconds) AS seconds,
  COUNTIF(device = 'mobile') AS mobile,
  (SELECT COUNTIF(predicted_label = label) / COUNT(*) > 0.5
   FROM ML.PREDICT(MODEL analytics.buyers, TABLE analytics.users)) AS learned
FROM analytics.users;
