-- L3.2, L3.2: counties come back in seventeen years with nearly the same density and population, so a random split lets the model recognise them.
CREATE VIEW county_years AS
SELECT countyid, year, murdrate, density, lpopul, perc1019, perc2029, percblack, percmale, rpcpersinc
FROM all_homicides
WHERE popul > 10000;

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_iterations = 200, max_tree_depth = 8)
KEY (countyid, year)
PREDICT AT NONE
AS SELECT * FROM county_years;
