-- L1.1, S9: NO_SPLIT, and the report evaluates the model on the very rows that it was trained on.
CREATE TABLE game_features AS
SELECT spread, favhome, neutral, fav25, und25, fregion, uregion, favwin
FROM games;

CREATE MODEL favourite_wins
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['favwin'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT * FROM game_features;

CREATE TABLE favourite_report AS
SELECT roc_auc, accuracy, log_loss
FROM ML.EVALUATE(MODEL favourite_wins, TABLE game_features);
