-- Comparables: the price of the most similar house among the sales of 1978, for houses sold in 1981.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['price']) PREDICT AT NONE
AS SELECT h.area, h.rooms, h.age, s.price AS similar_price, h.price
FROM houses h LEFT JOIN LATERAL (
  SELECT o.price FROM houses o
  WHERE o.year = 1978
  ORDER BY abs(o.area - h.area) / 500.0 + abs(o.dist - h.dist) / 5000.0, o.land, o.age LIMIT 1) s ON true
WHERE h.year = 1981;
