-- Deaths by state and year from the laws in force and the rate of three years ago, joined by year.
CREATE MODEL deaths_on_roads
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['totfatrte'], max_iterations = 50, learn_rate = 0.1)
CARRY (state)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 550 DAY
AS
SELECT
  now.state, now.year_start, now.seatbelt, now.minage, now.zerotol, now.gdl, now.bac08, now.perse, now.sl70plus,
  old.totfatrte AS rate_before, old.vehicmilespc AS miles_before, now.totfatrte
FROM roads AS now
JOIN roads AS old ON old.state = now.state AND old.year = now.year - 3;
