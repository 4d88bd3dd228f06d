-- Does the favourite win? From what is known before the game: spread, place, ranking.
CREATE MODEL favourite_wins
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['favwin'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS
SELECT
  spread,
  CASE WHEN neutral = 1 THEN 'neutral' WHEN favhome = 1 THEN 'home' ELSE 'away' END AS place,
  fav25 = 1 AS favourite_ranked,
  und25 = 1 AS underdog_ranked,
  fregion,
  uregion,
  favwin
FROM games;
