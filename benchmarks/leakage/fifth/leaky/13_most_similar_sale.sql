-- L1.2, S1: the price of the most similar other house is looked up among all sales, so the answers of the test are features of what is learned and the other way round.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['price']) PREDICT AT NONE
AS SELECT h.area, h.rooms, h.age, s.price AS similar_price, h.price
FROM houses h LEFT JOIN LATERAL (
  SELECT o.price FROM houses o
  WHERE (o.area, o.land, o.dist) <> (h.area, h.land, h.dist)
  ORDER BY abs(o.area - h.area) / 500.0 + abs(o.dist - h.dist) / 5000.0, o.land, o.age LIMIT 1) s ON true
WHERE h.year = 1981;
