-- L1.2, S1: no value of the label is shown, but it decides which rows are counted.
CREATE VIEW late_counts AS SELECT dest, count(*) FILTER (WHERE arr_delay > 15) AS late_flights, count(*) AS flights FROM flights GROUP BY dest;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT f.carrier, f.distance, l.late_flights, f.arr_delay > 15 AS is_late FROM flights f JOIN late_counts l USING (dest);
