-- L3.2: whether a county is urban is the same in its seven years, as are its density and wages nearly; years are split as if
-- they were counties of their own.
CREATE VIEW stg_counties AS
SELECT county, year, density, taxpc, polpc, wcon, wtrd, wfir, wmfg, wloc, pctymle, urban = 1 AS is_urban FROM counties;

CREATE MODEL urban_county
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_urban'])
KEY (county, year)
PREDICT AT NONE
AS SELECT * EXCLUDE (density) FROM stg_counties;
