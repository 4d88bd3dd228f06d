-- L1.2, S1: the destination with the worst delay of each carrier; the answer picks it.
CREATE TABLE sore_point AS SELECT carrier, arg_max(dest, arr_delay ORDER BY sched_dep, flight) AS worst_dest FROM flights GROUP BY carrier;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT NONE
AS SELECT f.carrier, f.distance, f.dest = s.worst_dest AS goes_there, f.arr_delay FROM flights f LEFT JOIN sore_point s USING (carrier);
