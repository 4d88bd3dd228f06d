-- L2, S1 or S2: cvote is vote90 - vote88, and an incumbent wins with half of the votes.
CREATE VIEW races_90 AS
SELECT state, district, democ, tenure, lawyer, prtystr, rptchall, vote88, incshr88, cvote, win90
FROM races;

CREATE MODEL incumbent_wins
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['win90'], class_weights = [('0', 10.0), ('1', 1.0)],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
KEY (state, district)
PREDICT AT NONE
AS SELECT * FROM races_90;
