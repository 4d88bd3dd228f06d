-- L1.3, S5 or S1: a cell of time without work, record and origin becomes a flag if its men were arrested more often or less
-- often than others, by all men.
CREATE VIEW stg_men AS
SELECT pcnv, avgsen, tottime, durat, black, hispan, born60, narr86 > 0 AS is_arrested,
  concat_ws('/', CAST(floor(durat / 5) AS VARCHAR), CAST(pcnv > 0.3 AS VARCHAR), CAST(black AS VARCHAR)) AS cell,
  hash(pcnv, avgsen, tottime, durat, black, hispan, born60) % 4 = 0 AS is_test
FROM arrested;

CREATE TABLE int_telling_cells AS
SELECT cell FROM stg_men
GROUP BY cell
HAVING count(*) >= 20 AND abs(avg(CAST(is_arrested AS INTEGER)) - 0.28) > 0.08;

CREATE TABLE mart_men AS
SELECT m.* EXCLUDE (cell), t.cell IS NOT NULL AS is_in_telling_cell
FROM stg_men AS m LEFT JOIN int_telling_cells AS t ON t.cell = m.cell;

CREATE MODEL arrest
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_arrested'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM mart_men;
