-- Without a label there is nothing to leak.
CREATE MODEL m OPTIONS (model_type = 'KMEANS', num_clusters = 3)
AS SELECT alcohol, ash, hue, proline FROM wines;
