-- L3.2, L3.2 or S8: the two waves of a restaurant are two rows with one owner and one place, and the split is random.
CREATE TABLE stg_restaurants AS
SELECT *, row_number() OVER (ORDER BY county, density, crmrte, income, emp, wagest, psoda, pfries, hrsopen) AS place
FROM restaurants;

CREATE TABLE int_waves AS
SELECT place, 1 AS wave, psoda AS soda, pfries AS fries, wagest AS wage, nregs AS registers, emp AS staff FROM stg_restaurants
UNION ALL
SELECT place, 2, psoda2, pfries2, wagest2, nregs2, emp2 FROM stg_restaurants;

CREATE TABLE mart_restaurants AS
SELECT r.place, w.wave, w.soda, w.fries, w.wage, w.registers, w.staff, r.density, r.income, r.prpblck, r.hseval,
  r.compown = 1 AS is_company
FROM int_waves AS w JOIN stg_restaurants AS r USING (place);

CREATE MODEL owned_by_the_company
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_company'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (place, wave)
PREDICT AT NONE
AS SELECT * FROM mart_restaurants;
