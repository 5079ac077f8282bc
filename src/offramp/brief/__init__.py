"""The brief: what a dossier says and what follows from it, in words, as one HTML file or as Markdown."""
