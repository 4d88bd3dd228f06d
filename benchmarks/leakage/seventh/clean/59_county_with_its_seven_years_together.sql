-- The same rows; a county is kept back whole.
CREATE VIEW stg_counties AS
SELECT county, year, density, taxpc, polpc, wcon, wtrd, wfir, wmfg, wloc, pctymle, urban = 1 AS is_urban FROM counties;

CREATE MODEL urban_county
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_urban'], data_split_group_cols = ['county'])
KEY (county, year)
PREDICT AT NONE
AS SELECT * EXCLUDE (density) FROM stg_counties;
