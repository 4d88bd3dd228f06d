"""The files of a folder form a Project, validated before anything runs."""
