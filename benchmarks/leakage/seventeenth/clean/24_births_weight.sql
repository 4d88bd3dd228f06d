-- Weight at birth from what is known of the parents before.
CREATE MODEL birth_weight
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'])
AS SELECT faminc, cigtax, fatheduc, motheduc, parity, white, cigs, bwght FROM births;
