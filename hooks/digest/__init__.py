"""The digest: a register of documents, topics and records, and pure functions of it.

The way through: `load.load` reads a folder of YAML and Markdown into a `register.Register`;
everything else (checks, tables, record pages, citations) is a function of that Register.
Nothing in this package imports MkDocs; the adapters one folder up do.
"""
