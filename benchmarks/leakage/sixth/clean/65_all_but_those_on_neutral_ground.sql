-- Games are taken away by EXCEPT ALL, in which the answer is compared, too; which ones is decided by the
-- ground alone.
CREATE VIEW played AS SELECT spread, favhome, neutral, fav25, und25, fregion, uregion, favwin FROM games;
CREATE TABLE usual AS SELECT * FROM played EXCEPT ALL SELECT * FROM played WHERE neutral = 1;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['wins']) PREDICT AT NONE
AS SELECT * EXCLUDE (favwin), favwin = 1 AS wins FROM usual;
