-- All columns but those whose names speak of a wage, by a lambda; the answer is computed of one of them.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['well_paid']) PREDICT AT NONE
AS SELECT COLUMNS(lambda c: c NOT LIKE '%wage%'), wage > 1000 AS well_paid FROM players;
