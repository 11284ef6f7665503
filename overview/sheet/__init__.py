"""The workshop sheet of a department: what its record depth asks for, as a form a head fills in alone and on paper."""
