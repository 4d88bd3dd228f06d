-- L3.1, S3 or S2: asked is on the thirty-third day, two days before the approval of the month comes out; its
-- petrol price comes out later still.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_liked'])
PREDICT AT month_start + INTERVAL 33 DAY
AS
SELECT month_start, katrina, iraqinvade, gasprice, approve > 50 AS is_liked FROM ratings;
