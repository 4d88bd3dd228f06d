-- L3.2, L3.2: schools of one district, which share their salaries and their district, are split at random.
CREATE MODEL school_maths
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math4'], data_split_method = 'RANDOM')
KEY (schid)
CARRY (distid)
PREDICT AT NONE
AS SELECT distid, schid, lunch, lenrol, staff, exppp, avgsal, avgben, math4 FROM elementary;
