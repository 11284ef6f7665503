"""What was said in the demo organisation's talks: tables of words, one part of the organisation a file."""
