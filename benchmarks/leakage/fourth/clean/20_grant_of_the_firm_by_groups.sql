-- One answer for all years of a firm, and all its years are on one side of the split.
CREATE VIEW granted AS SELECT fcode, bool_or("grant" = 1) AS ever_granted FROM trainings GROUP BY fcode;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['ever_granted'], data_split_group_cols = ['fcode']) PREDICT AT NONE
AS SELECT t.fcode, t.employ, t.sales, t.avgsal, t."union", g.ever_granted FROM trainings t JOIN granted g USING (fcode);
