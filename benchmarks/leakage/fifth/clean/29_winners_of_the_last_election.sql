-- Only races are taken in which the incumbent won two years before.
CREATE VIEW winners AS SELECT state, district FROM races WHERE vote88 > 50;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['vote90']) PREDICT AT NONE
AS SELECT r.democ, r.tenure, r.prtystr, r.vote88, r.vote90 FROM races r WHERE (r.state, r.district) IN (SELECT state, district FROM winners);
