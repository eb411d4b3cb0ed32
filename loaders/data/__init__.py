"""Lexicons: plain UTF-8 tables, each with its source, its licence and its columns in the lines that begin it."""
