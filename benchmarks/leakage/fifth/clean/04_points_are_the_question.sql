-- The points of both sides are the answer here, and nothing of the scores is a feature.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_fast']) PREDICT AT NONE
AS WITH played AS (SELECT *, favscr + undscr AS points FROM games)
SELECT spread, fav25, und25, fregion = uregion AS is_derby, points >= 150 AS is_fast FROM played;
