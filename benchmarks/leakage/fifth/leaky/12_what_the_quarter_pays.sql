-- L1.2, S1: the median price of the neighbourhood is over all sales, that of the house itself and those of the test in it.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['price']) PREDICT AT NONE
AS WITH quarter AS (SELECT nbh, median(price) AS usual_price FROM houses GROUP BY nbh)
SELECT h.area, h.rooms, h.baths, h.age, q.usual_price, h.price
FROM houses h LEFT JOIN quarter q USING (nbh) WHERE h.year = 1981;
