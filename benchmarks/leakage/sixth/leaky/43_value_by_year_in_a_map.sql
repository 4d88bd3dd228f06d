-- L3.1, S4: the market's value of a firm is looked up by year in a map of its own, one year ahead: a slip of
-- a sign that no window shows.
CREATE TABLE curves AS
SELECT firm, map_from_entries(list((year::INTEGER, value) ORDER BY year)) AS by_year FROM firms GROUP BY firm;
CREATE MODEL m OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['invest'], data_split_group_cols = ['firm']
)
PREDICT AT NONE
AS
SELECT f.firm, f.capital, c.by_year[f.year::INTEGER + 1] AS value_beside, f.invest
FROM firms AS f JOIN curves AS c USING (firm);
