-- L3.2, L3.2: the four options of a traveller are rows of their own, of which one is taken; the split groups by the
-- mode and tears every traveller apart.
CREATE VIEW stg_options AS
SELECT individual, mode, choice, ttme AS waiting, invc AS cost, invt AS minutes, gc AS general_cost, hinc AS income,
  psize AS party
FROM trips;

CREATE TABLE option_features AS
SELECT individual, mode, waiting, cost, minutes, general_cost, income, party,
  cost - min(cost) OVER traveller AS above_cheapest, minutes - min(minutes) OVER traveller AS above_fastest,
  rank() OVER (PARTITION BY individual ORDER BY general_cost) AS rank_by_cost, choice = 1 AS is_taken
FROM stg_options
WINDOW traveller AS (PARTITION BY individual);

CREATE MODEL option_taken
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_taken'], data_split_group_cols = ['mode']
)
CARRY (individual)
PREDICT AT NONE
AS SELECT * FROM option_features;
