"""What is left to settle: the rules are pure, the board reads their facts from the database."""
