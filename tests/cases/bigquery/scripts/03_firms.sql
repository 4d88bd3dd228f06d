-- Grunfeld: what a firm invests, with a model for each of some firms, made by a loop.
DECLARE firms ARRAY<STRING> DEFAULT ['IBM', 'General Electric'];
DECLARE found FLOAT64;
DECLARE n INT64 DEFAULT 0;

CREATE OR REPLACE TABLE panel.slopes (firm STRING, slope FLOAT64, position INT64);

FOR item IN (SELECT firm, LOWER(REPLACE(firm, ' ', '_')) AS name FROM UNNEST(firms) AS firm ORDER BY firm)
DO
  SET n = n + 1;
  EXECUTE IMMEDIATE FORMAT("""
    CREATE OR REPLACE MODEL panel.invest_%s
    OPTIONS (model_type = 'linear_reg', input_label_cols = ['invest'], data_split_method = 'NO_SPLIT') AS
    SELECT value, invest FROM `bigquery-public-data.stats.grunfeld` WHERE firm = '%s'
  """, item.name, item.firm);
  EXECUTE IMMEDIATE FORMAT("""
    SELECT weight FROM ML.WEIGHTS(MODEL panel.invest_%s) WHERE processed_input = @input
  """, item.name) INTO found USING 'value' AS input;
  INSERT INTO panel.slopes (firm, position, slope) VALUES (item.firm, n, found);
END FOR;

SELECT firm, position, ROUND(slope, 6) AS slope FROM panel.slopes ORDER BY position;
