-- L1.4, S8 or L3.2: a shopper stands once beside each other shopper of the state, with the same answer each
-- time; the copies are torn apart. A careless reader sees a join that adds a column.
CREATE TABLE beside AS
SELECT s.regprc, s.ecoprc, s.hhsize, s.faminc, s.age, o.ecoprc AS neighbour_saw, s.ecolbs > 0 AS buys
FROM shoppers AS s JOIN shoppers AS o ON o.state = s.state AND o.id <> s.id;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['buys']) PREDICT AT NONE
AS SELECT * FROM beside;
