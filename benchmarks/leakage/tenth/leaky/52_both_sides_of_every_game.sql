-- L1.4, S8 or L3.2: every game becomes two rows, one seen by each side, with mirrored columns; a random split learns
-- the result of a judged game from its other row.
CREATE VIEW stg_games AS
SELECT md5(concat_ws('|', favscr, undscr, spread, favhome, neutral, fav25, und25, fregion, uregion)) AS game,
  spread, favhome, neutral, fav25, und25, fregion, uregion, favwin = 1 AS favourite_wins
FROM games;

CREATE TABLE game_sides AS
SELECT game, spread, favhome AS at_home, neutral, fav25 AS ranked, und25 AS other_ranked, fregion AS region,
  uregion AS other_region, favourite_wins AS wins
FROM stg_games
UNION ALL
SELECT game, -spread, 1 - favhome - neutral, neutral, und25, fav25, uregion, fregion, NOT favourite_wins
FROM stg_games;

CREATE MODEL side_wins
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['wins'],
  data_split_method = 'RANDOM'
)
CARRY (game)
PREDICT AT NONE
AS SELECT * FROM game_sides;
