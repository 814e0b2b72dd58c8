"""Public files → ``data/tables/*.csv``: a module a source, each a program that anyone can run on the files it names."""
