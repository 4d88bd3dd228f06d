-- L1.2, S5: each state is encoded by the mean of the label over all its shoppers, those of the test rows included.
CREATE VIEW state_demand AS
SELECT state, avg(ecolbs) AS state_ecolbs, count(*) AS state_shoppers
FROM shoppers
GROUP BY state;

CREATE MODEL eco_apples
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['ecolbs'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (id)
PREDICT AT NONE
AS
SELECT s.id, s.educ, s.regprc, s.ecoprc, s.hhsize, s.faminc, s.age, d.state_ecolbs, s.ecolbs
FROM shoppers AS s
JOIN state_demand AS d USING (state);
