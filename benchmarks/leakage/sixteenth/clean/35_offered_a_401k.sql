-- Who is offered a 401(k) plan, from income and family; participation and wealth, which follow from the offer, are left out.
CREATE VIEW households AS
SELECT e401k, inc, age, marr, male, fsize, inc / fsize AS inc_per_head
FROM savers;

CREATE MODEL offered
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['e401k'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM households;
