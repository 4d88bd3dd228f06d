"""An Algorithm learns a Model from a numeric matrix; one file per MODEL_TYPE."""
