-- EXISTS over the year before; the answer is membership this year.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_member'], data_split_group_cols = ['nr']) PREDICT AT NONE
AS SELECT w.nr, w.educ, EXISTS (SELECT 1 FROM wages p WHERE p.nr = w.nr AND p.year = w.year - 1 AND p."union" = 1) AS was_member, w."union" = 1 AS is_member FROM wages w;
