-- L3.1, S1: the mean scrap rate of the other firms of the same year, which is reported with one's own.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['scrap'], data_split_group_cols = ['fcode']) PREDICT AT NONE
AS SELECT f.fcode, f.employ, (SELECT avg(o.scrap) FROM trainings o WHERE o.year = f.year AND o.fcode <> f.fcode) AS peers, f.scrap FROM trainings f;
