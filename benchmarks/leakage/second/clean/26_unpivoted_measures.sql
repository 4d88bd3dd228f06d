-- Each tumour gives two rows, one for each kind of measure; groups are kept together.
CREATE TABLE measured AS
SELECT area_worst AS tumour, 'mean' AS kind, radius_mean AS radius, benign FROM tumours
UNION ALL SELECT area_worst AS tumour, 'worst' AS kind, radius_worst AS radius, benign FROM tumours;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_group_cols = ['tumour'])
PREDICT AT NONE AS SELECT tumour, kind, radius, benign FROM measured;
