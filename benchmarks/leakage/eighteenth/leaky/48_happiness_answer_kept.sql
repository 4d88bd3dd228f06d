-- L2, S1: the three-way answer happy is left among the features of vhappy, which is made of it.
CREATE VIEW survey AS
SELECT * EXCLUDE (y94, y96, y98, y00, y02, y04, y06, gwbush00, gwbush04, owngun, tvhours)
FROM happiness;

CREATE MODEL very_happy
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vhappy'], data_split_method = 'SEQ', data_split_col = 'year')
PREDICT AT NONE
AS SELECT * FROM survey;
