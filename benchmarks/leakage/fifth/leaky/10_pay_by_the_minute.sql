-- L2, S1: a macro divides by minutes, and what it is given is the pay that is asked.
CREATE MACRO by_minute(x, minutes) AS x / nullif(minutes, 0);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['wage']) PREDICT AT NONE
AS SELECT exper, draft, points, by_minute(wage, minutes) AS value_on_court, wage FROM players;
