-- A table of codes written in the query. (Corrected: of the four ways of a traveller one is taken; before, a
-- split at random tore them apart, which is a leak.)
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['chosen'], data_split_group_cols = ['individual'])
PREDICT AT NONE
AS SELECT t.individual, c.name AS mode, t.ttme, t.gc, t.choice = 1 AS chosen FROM trips t JOIN (VALUES (1, 'air'), (2, 'train'), (3, 'bus'), (4, 'car')) AS c(code, name) ON c.code = t.mode;
