-- ML.EVALUATE on a year that the model did not see.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
PREDICT AT NONE AS SELECT unemp, tbilrate, infl FROM macro WHERE year < 2000;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT unemp, tbilrate, infl FROM macro WHERE year >= 2000));
