-- L3.3, S7: the thousand best paid are taken, by the answer.
CREATE VIEW best_paid AS SELECT educ, exper, hours, lwage FROM wages ORDER BY lwage DESC, nr, year LIMIT 1000;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage']) PREDICT AT NONE AS SELECT * FROM best_paid;
