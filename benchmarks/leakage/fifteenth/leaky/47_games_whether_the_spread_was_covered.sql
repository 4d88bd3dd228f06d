-- L2, S1 or S2: sprdcvr, whether the favourite beat the spread, is known after the game and implies that it won.
CREATE MODEL favourite_wins
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['favwin'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT spread, favhome, neutral, fav25, und25, fregion = uregion AS same_region, sprdcvr, favwin
FROM games;
