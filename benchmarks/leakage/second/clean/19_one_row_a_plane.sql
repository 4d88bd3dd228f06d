-- A label of the aircraft, and one row an aircraft.
CREATE TABLE use_of_planes AS SELECT tailnum, count(*) AS n, avg(distance) AS usual_distance FROM flights GROUP BY tailnum;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['seats']) KEY (tailnum)
PREDICT AT NONE
AS SELECT u.tailnum, u.n, u.usual_distance, p.engines, p.seats FROM use_of_planes u JOIN planes p USING (tailnum);
