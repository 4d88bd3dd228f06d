-- L3.2: the label is a property of the aircraft, of which each stands in many rows; the split is random.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_boeing'])
PREDICT AT NONE
AS SELECT f.carrier, f.distance, f.air_time, p.manufacturer = 'BOEING' AS is_boeing FROM flights f JOIN planes p ON p.tailnum = f.tailnum;
