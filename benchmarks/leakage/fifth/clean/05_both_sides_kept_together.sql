-- Each game stands in the data from both sides, and both are on one side of the split.
CREATE TABLE numbered AS SELECT row_number() OVER (ORDER BY spread, favhome, neutral, fav25, und25, fregion, uregion) AS game_no, * FROM games;
CREATE TABLE team_games AS
SELECT game_no, 'favourite' AS side, spread AS line, favhome AS at_home, fav25 AS ranked, und25 AS other_ranked, favscr > undscr AS wins FROM numbered
UNION ALL
SELECT game_no, 'underdog', -spread, 1 - favhome - neutral, und25, fav25, undscr > favscr FROM numbered;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['wins'], data_split_group_cols = ['game_no']) PREDICT AT NONE
AS SELECT game_no, side, line, at_home, ranked, other_ranked, wins FROM team_games;
