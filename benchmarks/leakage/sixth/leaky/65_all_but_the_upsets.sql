-- L3.3, S7: upsets are taken away by EXCEPT, "as they cannot be foreseen": the favourites that are judged
-- are those that did not lose when they should not.
CREATE VIEW played AS SELECT spread, favhome, neutral, fav25, und25, fregion, uregion, favwin FROM games;
CREATE TABLE usual AS SELECT * FROM played EXCEPT ALL SELECT * FROM played WHERE spread > 12 AND favwin = 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['wins']) PREDICT AT NONE
AS SELECT * EXCLUDE (favwin), favwin = 1 AS wins FROM usual;
