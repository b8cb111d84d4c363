"""Two coders side by side: agreement, differences, decisions, a joint coding."""
