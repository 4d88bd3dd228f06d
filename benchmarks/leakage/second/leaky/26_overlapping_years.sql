-- L1.1, S9: trained up to 2005, judged from 2000 on.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
PREDICT AT NONE AS SELECT unemp, tbilrate, infl FROM macro WHERE year <= 2005;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT unemp, tbilrate, infl FROM macro WHERE year >= 2000));
