"""Cities, provinces and islands where a sentence places them: after "in", "at", before ", Country"."""
