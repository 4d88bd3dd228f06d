-- Arrests in 1986 from the record of the years before; what happened in 1986 itself is left out.
CREATE MODEL arrested_in_86
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['any_arrest'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT pcnv, avgsen, tottime, born60, black, hispan, narr86 > 0 AS any_arrest FROM arrested;
