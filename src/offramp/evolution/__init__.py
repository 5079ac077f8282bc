"""How the status quo can evolve: what is reached, by whose moves, in how many steps."""
