-- L3.2: whether the firm ever got a grant is one answer for all its years, and its years fall on both sides of the split.
CREATE VIEW granted AS SELECT fcode, bool_or("grant" = 1) AS ever_granted FROM trainings GROUP BY fcode;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['ever_granted']) PREDICT AT NONE
AS SELECT t.employ, t.sales, t.avgsal, t."union", g.ever_granted FROM trainings t JOIN granted g USING (fcode);
