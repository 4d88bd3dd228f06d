-- L1.1, S9: the "holdout" is a filter on the finished fact table, and the model learned the whole table.
CREATE VIEW stg_counties AS SELECT county AS county_id, year AS observed_year, crmrte AS crime_rate, prbarr AS arrest_share, polpc AS police, density FROM counties;
CREATE TABLE fct_county_years AS SELECT county_id, observed_year, arrest_share, police, density, crime_rate > 0.03 AS is_high FROM stg_counties;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['county_id']) PREDICT AT NONE
AS SELECT county_id, arrest_share, police, density, is_high FROM fct_county_years;
CREATE TABLE holdout_quality AS WITH holdout AS (SELECT * FROM fct_county_years WHERE observed_year >= 86)
SELECT * FROM ML.EVALUATE(MODEL m, (SELECT * FROM holdout));
