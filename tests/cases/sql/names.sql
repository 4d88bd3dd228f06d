-- Words of the grammar as names of columns and tables.
CREATE TABLE keyed (*, "check" NOT NULL, expect INTEGER, key VARCHAR) AS SELECT key, label, model FROM test;
CREATE MODEL label PREDICT AT known + INTERVAL 1 DAY KEY ("key") AS SELECT standards, key FROM model;
CREATE MODEL été PREDICT AT "KNOWN" AS SELECT 1;
CREATE MODEL f PREDICT AT now_of(a) + key(b) - INTERVAL (2) HOURS KEY (id) LABEL KNOWN AT CASE WHEN late THEN a ELSE b END CARRY (x)
AS SELECT 1;
CREATE TABLE z KNOWN AT strptime(x, '%Y') AT TIME ZONE 'UTC' KNOWN AT (a) FOR (b) AS SELECT 1
