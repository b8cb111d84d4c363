"""Where the pillars meet: what people say, what scores show, what it costs."""
