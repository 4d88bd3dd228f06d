-- L2, S1 or S2: bwghtlbs is the weight in pounds; only bwght and its logarithm were taken out.
CREATE MODEL low_weight
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_low'], auto_class_weights = TRUE, data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * EXCLUDE (bwght, lbwght, packs, lfaminc), bwght < 88 AS is_low FROM births;
