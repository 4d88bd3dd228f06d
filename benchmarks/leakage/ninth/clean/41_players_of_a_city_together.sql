-- The same answer, and the split keeps all players of a city together.
CREATE VIEW stg_hitters AS
SELECT salary, years, games, atbats, runs, hits, hruns, rbis, bavg, sbases, whitepop, blackpop, hisppop, pcinc, teamsal,
  concat_ws('/', CAST(whitepop AS VARCHAR), CAST(blackpop AS VARCHAR), CAST(hisppop AS VARCHAR)) AS city
FROM hitters WHERE whitepop IS NOT NULL;

CREATE TABLE mart_hitters AS
SELECT city, years, games, atbats, runs, hits, hruns, bavg, sbases, pcinc, blackpop / whitepop AS share_black,
  teamsal > 26000000 AS is_rich_team
FROM stg_hitters;

CREATE MODEL rich_team
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_rich_team'],
  data_split_group_cols = ['city'], data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM mart_hitters;
