"""Reminding people in time, once: facts about talks and promises in, mail out. The rules are in `due`."""
