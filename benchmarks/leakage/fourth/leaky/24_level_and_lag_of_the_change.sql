-- L2, S1: the change of the crime rate is asked, and the rate of the year and that of the year before are features: their difference is the answer.
CREATE TABLE changes AS
SELECT county, year, crmrte, lag(crmrte) OVER w AS crmrte_1, polpc, prbarr, crmrte - lag(crmrte) OVER w AS change
FROM counties WINDOW w AS (PARTITION BY county ORDER BY year);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['change'], data_split_group_cols = ['county']) PREDICT AT NONE
AS SELECT county, crmrte, crmrte_1, polpc, prbarr, change FROM changes WHERE crmrte_1 IS NOT NULL;
