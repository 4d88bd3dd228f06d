-- An ordinary project: one row a restaurant, with the second wave as a change against the first.
CREATE TABLE stg_restaurants AS
SELECT *, row_number() OVER (ORDER BY county, density, crmrte, income, emp, wagest, psoda, pfries, hrsopen) AS place
FROM restaurants;

CREATE TABLE int_waves AS
SELECT place, 1 AS wave, psoda AS soda, pfries AS fries, wagest AS wage, nregs AS registers, emp AS staff FROM stg_restaurants
UNION ALL
SELECT place, 2, psoda2, pfries2, wagest2, nregs2, emp2 FROM stg_restaurants;

CREATE TABLE int_wide AS
SELECT place, "1" AS staff_now, "2" AS staff_then
FROM (PIVOT (SELECT place, wave, staff FROM int_waves) ON wave IN (1, 2) USING max(staff) GROUP BY place);

CREATE TABLE mart_restaurants AS
SELECT r.place, r.psoda, r.pfries, r.wagest, w.staff_now, w.staff_then - w.staff_now AS more_staff, r.density, r.income, r.hseval,
  r.compown = 1 AS is_company
FROM stg_restaurants AS r JOIN int_wide AS w ON w.place = r.place;

CREATE MODEL owned_by_the_company
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_company'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (place)
PREDICT AT NONE
AS SELECT * FROM mart_restaurants;
