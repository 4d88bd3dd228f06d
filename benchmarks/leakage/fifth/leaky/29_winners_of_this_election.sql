-- L3.3, S7 or S1: only races are taken that the incumbent won, and the votes of that election are asked.
CREATE VIEW winners AS SELECT state, district FROM races WHERE vote90 > 50;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['vote90']) PREDICT AT NONE
AS SELECT r.democ, r.tenure, r.prtystr, r.vote88, r.vote90 FROM races r WHERE (r.state, r.district) IN (SELECT state, district FROM winners);
