-- The change of the crime rate is asked; features are its levels of one and of two years before.
CREATE TABLE changes AS
SELECT county, year, lag(crmrte) OVER w AS crmrte_1, lag(crmrte, 2) OVER w AS crmrte_2, lag(polpc) OVER w AS polpc_1, crmrte - lag(crmrte) OVER w AS change
FROM counties WINDOW w AS (PARTITION BY county ORDER BY year);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['change'], data_split_group_cols = ['county']) PREDICT AT NONE
AS SELECT county, crmrte_1, crmrte_1 - crmrte_2 AS change_before, polpc_1, change FROM changes WHERE crmrte_2 IS NOT NULL;
