-- Math scores from the pupil's home and school, one row per pupil, random split.
CREATE MODEL math_score
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math12'], data_split_method = 'RANDOM')
KEY (id)
PREDICT AT NONE
AS
SELECT id, math12, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs
FROM pupils;
