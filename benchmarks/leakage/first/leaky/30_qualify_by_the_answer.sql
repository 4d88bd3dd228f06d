-- L2, S1: the worst flight of each aircraft is looked up; its distance depends on the answer.
CREATE TABLE worst AS SELECT tailnum, distance AS worst_distance FROM flights QUALIFY row_number() OVER (PARTITION BY tailnum ORDER BY arr_delay DESC, flight) = 1;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT NONE
AS SELECT f.carrier, f.distance, w.worst_distance, f.arr_delay FROM flights f JOIN worst w USING (tailnum);
