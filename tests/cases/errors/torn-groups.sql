CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['maker'])
PREDICT AT NONE
AS SELECT f.carrier, f.distance, p.maker FROM flights f JOIN planes p ON p.tailnum = f.tailnum;
