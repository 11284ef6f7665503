"""What a team can begin with on its first day: objectives, agenda templates, cases and explained words.

Plain data; `dialogues.actions.ready_made` writes it. Everything can be changed afterwards like one's own.
"""
