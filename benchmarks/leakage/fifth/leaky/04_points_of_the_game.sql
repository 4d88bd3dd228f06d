-- L2, S1: the points of both sides are known when the game is over, and are the columns of which the answer is made.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['favourite_wins']) PREDICT AT NONE
AS WITH played AS (SELECT *, favscr + undscr AS points FROM games)
SELECT spread, fav25, und25, points >= 150 AS was_fast, favscr > undscr AS favourite_wins FROM played;
