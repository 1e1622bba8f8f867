"""The printed editions: the digest as a book for each language, and a PDF for each document and topic.

The way: pages of the Register → HTML for print → pandoc → Typst → PDF. Nothing here imports MkDocs.
"""
