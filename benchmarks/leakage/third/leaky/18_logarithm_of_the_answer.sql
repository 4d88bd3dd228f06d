-- L2, S1: the logarithm of the rate is a column of the staging model, and the label is a threshold on the rate.
CREATE VIEW stg AS SELECT county, year, polpc, ln(crmrte) AS log_rate, crmrte FROM counties;
CREATE TABLE fct AS SELECT s.*, s.crmrte > 0.04 AS is_hot FROM stg s;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_hot'], data_split_group_cols = ['county']) PREDICT AT NONE
AS SELECT * EXCLUDE (year, crmrte) FROM fct;
