"""From a sentence to the organisations, places and roles it names. The only home of spaCy."""
