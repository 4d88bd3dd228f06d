-- L3.1, S3: the profile of a county is its state in its last year, joined to every year before.
CREATE TABLE county_profile AS
SELECT countyid, popul AS population, rpcpersinc AS income, percblack AS percent_black
FROM all_homicides
QUALIFY row_number() OVER (PARTITION BY countyid ORDER BY year DESC) = 1;

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_tree_depth = 5)
KEY (countyid, year)
PREDICT AT year_start
AS
SELECT h.countyid, h.year, h.year_start, h.density, p.population, p.income, p.percent_black, h.murdrate
FROM homicides h
JOIN county_profile p ON p.countyid = h.countyid;
