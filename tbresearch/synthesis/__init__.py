"""Where the pillars meet: what they say together, and what may be said of it."""
