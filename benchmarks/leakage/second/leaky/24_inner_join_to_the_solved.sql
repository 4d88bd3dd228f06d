-- L2, S1: a join to a view of finished cases; the label decides which rows find a partner.
CREATE VIEW moderate AS SELECT individual, mode FROM trips WHERE choice = 1 AND ttme < 60;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['chosen'])
PREDICT AT NONE
AS SELECT t.ttme, t.invc, t.gc, s.mode IS NOT NULL AS was_moderate, t.choice = 1 AS chosen FROM trips t LEFT JOIN moderate s ON s.individual = t.individual AND s.mode = t.mode;
