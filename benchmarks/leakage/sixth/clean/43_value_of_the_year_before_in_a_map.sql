-- The map holds all years of the firm, but what is taken from it is the year before; firms stay together.
CREATE TABLE curves AS
SELECT firm, map_from_entries(list((year::INTEGER, value) ORDER BY year)) AS by_year FROM firms GROUP BY firm;
CREATE MODEL m OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['invest'], data_split_group_cols = ['firm']
)
PREDICT AT NONE
AS
SELECT f.firm, f.capital, c.by_year[f.year::INTEGER - 1] AS value_beside, f.invest
FROM firms AS f JOIN curves AS c USING (firm);
