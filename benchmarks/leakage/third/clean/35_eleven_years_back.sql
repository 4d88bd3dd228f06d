-- Sunspots: one and two cycles before.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['activity']) PREDICT AT NONE
AS SELECT lag(SUNACTIVITY, 11) OVER (ORDER BY YEAR) AS cycle_before, lag(SUNACTIVITY, 22) OVER (ORDER BY YEAR) AS two_before, SUNACTIVITY AS activity FROM sunspots;
