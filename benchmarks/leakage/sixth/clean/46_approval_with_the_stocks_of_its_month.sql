-- A value of the very month whose approval is asked, which looks too late; but asked is on the
-- thirty-third day, and the stocks of a month are known on the thirty-second.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_liked'])
PREDICT AT month_start + INTERVAL 33 DAY
AS
SELECT month_start, katrina, iraqinvade, sp500, approve > 50 AS is_liked FROM ratings;
