"""Word data of the attribution rules: closed sets of words, and the words that attribute by family."""
