"""The Python face: a dossier loaded, and everything that can be asked of it."""
