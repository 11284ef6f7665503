"""What is run: the product, and the two controls, at whose mail server the weak moment lasts longer."""

from faults.campaign import Plan

CONTROLS = ("many", "mark_first")


def plans(*, small: bool) -> list[Plan]:
    if small:
        product = Plan(mails=600, kills=30, restarts=1, losses=1, whole=0.3)
        weak = {"mails": 320, "kills": 8, "whole": 0.3}
    else:
        product, weak = Plan(), {"mails": 1_000, "kills": 25}
    return [
        product,
        *(Plan(name, restarts=0, losses=0, takes=0.02, within=0.35, **weak) for name in CONTROLS),
    ]
