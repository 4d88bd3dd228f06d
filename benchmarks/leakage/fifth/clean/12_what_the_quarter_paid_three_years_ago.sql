-- The median price of the neighbourhood is over the sales of 1978; all rows of the model are of 1981.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['price']) PREDICT AT NONE
AS WITH quarter AS (SELECT nbh, median(price) AS usual_price FROM houses WHERE year = 1978 GROUP BY nbh)
SELECT h.area, h.rooms, h.baths, h.age, q.usual_price, h.price
FROM houses h LEFT JOIN quarter q USING (nbh) WHERE h.year = 1981;
