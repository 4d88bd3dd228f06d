-- The macro divides by minutes, and what it is given is what the player scored; the pay is only the answer.
CREATE MACRO by_minute(x, minutes) AS x / nullif(minutes, 0);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['wage']) PREDICT AT NONE
AS SELECT exper, draft, points, by_minute(points * games, minutes) AS scored_a_minute, wage FROM players;
