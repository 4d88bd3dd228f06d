-- The label is the aircraft's, and the split keeps aircraft together.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_boeing'], data_split_group_cols = ['tailnum'])
PREDICT AT NONE
AS SELECT f.tailnum, f.carrier, f.distance, p.manufacturer = 'BOEING' AS is_boeing FROM flights f JOIN planes p ON p.tailnum = f.tailnum;
