-- L1.4, S8: the two extracts overlap from the 10th to the 14th, those flights stand twice and are split at random.
CREATE VIEW january_flights AS
SELECT 'batch1-' || carrier || flight || '-' || origin || '-' || day AS row_id, day, carrier, origin, dest, distance, hour, sched_dep_time, dep_delay
FROM flights
WHERE day BETWEEN 1 AND 14
UNION ALL
SELECT 'batch2-' || carrier || flight || '-' || origin || '-' || day AS row_id, day, carrier, origin, dest, distance, hour, sched_dep_time, dep_delay
FROM flights
WHERE day BETWEEN 10 AND 24;

CREATE MODEL january_delay
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['dep_delay'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (row_id)
PREDICT AT NONE
AS SELECT * FROM january_flights;
