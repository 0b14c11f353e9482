"""Results as data: schema, files, rows, sides, figures."""
