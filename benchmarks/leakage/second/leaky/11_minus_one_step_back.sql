-- L3.1, S4: lag by minus one is lead.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['co2'])
PREDICT AT NONE
AS SELECT lag(co2, -1) OVER (ORDER BY date) AS neighbour, co2 FROM carbon;
