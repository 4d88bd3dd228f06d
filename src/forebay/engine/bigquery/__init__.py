"""BigQuery's SQL becomes the statements and the DuckDB SQL that everything else here reads."""
