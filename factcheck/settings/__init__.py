"""The settings of a run, the types of finding, the JSON Schemas and the tables of plug-ins."""
