"""Today, three ways: what needs the team, one's own department, whom to call. Facts by query, rules in `agenda`."""
