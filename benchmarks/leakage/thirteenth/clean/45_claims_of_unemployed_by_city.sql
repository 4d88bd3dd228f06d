-- Claims of unemployed in a city, from two years before and the enterprise zone, which is known when the year begins.
CREATE MODEL zone_claims
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'])
KEY (city, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 380 DAY
AS SELECT z.city, z.year, z.year_start, z.ez, h.luclms AS luclms_2, h.guclms AS guclms_2, z.luclms
FROM zones z
JOIN zones h ON h.city = z.city AND h.year = z.year - 2;
