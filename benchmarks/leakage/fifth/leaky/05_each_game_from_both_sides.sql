-- L1.4, S8 or L3.2: each game stands in the data twice, once from each side, and if one of them is learned the other is judged with its answer turned round.
CREATE TABLE team_games AS
SELECT 'favourite' AS side, spread AS line, favhome AS at_home, fav25 AS ranked, und25 AS other_ranked, favscr > undscr AS wins FROM games
UNION ALL
SELECT 'underdog', -spread, 1 - favhome - neutral, und25, fav25, undscr > favscr FROM games;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['wins']) PREDICT AT NONE
AS SELECT side, line, at_home, ranked, other_ranked, wins FROM team_games;
