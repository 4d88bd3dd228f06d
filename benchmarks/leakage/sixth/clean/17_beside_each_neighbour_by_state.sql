-- The same join multiplies the rows, but whole states stay together: no shopper and no neighbour is on
-- both sides.
CREATE TABLE beside AS
SELECT s.state, s.regprc, s.ecoprc, s.hhsize, s.faminc, s.age, o.ecoprc AS neighbour_saw, s.ecolbs > 0 AS buys
FROM shoppers AS s JOIN shoppers AS o ON o.state = s.state AND o.id <> s.id;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['buys'], data_split_group_cols = ['state']
)
PREDICT AT NONE
AS SELECT * FROM beside;
