"""What the roof adds to pages of a past day: the days on which something changed."""
