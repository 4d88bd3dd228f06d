-- A table of codes written in the query.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['chosen'])
PREDICT AT NONE
AS SELECT c.name AS mode, t.ttme, t.gc, t.choice = 1 AS chosen FROM trips t JOIN (VALUES (1, 'air'), (2, 'train'), (3, 'bus'), (4, 'car')) AS c(code, name) ON c.code = t.mode;
