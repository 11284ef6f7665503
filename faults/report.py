"""What came of the campaign, as Markdown."""

import os

from faults.campaign import Result

AIM = 100  # mails a second
DESIGNS = {
    "one": "one claim, lease, frozen Message-ID (the product)",
    "many": "control: twenty claimed at once",
    "mark_first": "control: marked, then sent",
}
ROWS = (
    ("mails queued", lambda r: f"{r.queued:,}"),
    ("kill −9 of a worker", lambda r: str(r.kills)),
    ("immediate restarts of PostgreSQL", lambda r: str(r.restarts)),
    ("kills of Redis with loss of its data", lambda r: str(r.losses)),
    ("answers 451", lambda r: str(r.temporary)),
    ("claims cut short", lambda r: str(r.cut_short)),
    ("**lost**", lambda r: f"**{r.lost}**"),
    ("**copies**", lambda r: f"**{r.copies}**"),
    ("copies allowed", lambda r: str(r.allowed)),
    ("copies for each kill", lambda r: f"{r.copies / r.kills:.2f}"),
    ("mails whose copies differ in a byte", lambda r: str(r.unlike)),
    ("mails that came to no end", lambda r: str(r.unfinished)),
    ("seconds", lambda r: f"{r.seconds:.0f}"),
    ("verdict", lambda r: "; ".join(r.problems) or "holds"),
)
HOW = """\
`make faults` writes this page. {cores} cores, three workers as in production (acks late, one process each), two
schedulers, PostgreSQL that confirms a commit once it is written, and a real mail server that takes a mail after 3 ms
(20 ms for the controls), answers one address in twenty 451 first, and counts what it took by address and by hash. Seed
{seed}. Mail is queued in as many waves as there are kills, and each kill falls into a wave that is going out; faults of
the database and of Redis come on top. The lease is 6 s and the time-out of the mail server 0.5 s, in the proportion of
the product (180 s, 15 s).

*Claims cut short* are claims that came to no end: a worker was killed, or the database was gone for longer than the
lease. Each can cost one copy, and never a mail. The two controls are ways of delivering that must fail here."""


def page_of(results: list[Result], speed: float) -> str:
    heads = ["", *(DESIGNS[result.plan.design] for result in results)]
    lines = [heads, ["---", *["---:"] * len(results)]]
    lines += [[name, *(figure(result) for result in results)] for name, figure in ROWS]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    aim = "✓" if speed >= AIM else "✗"
    return "\n\n".join(
        [
            "# Mail under faults",
            HOW.format(cores=os.cpu_count(), seed=results[0].plan.seed),
            table,
            f"Throughput with three workers and no faults: {speed:.0f} mails a second (aim ≥ {AIM} {aim}).",
            "",
        ]
    )


def stands(results: list[Result]) -> bool:
    """The product holds, and each control was found out in its own way."""
    by_design = {result.plan.design: result for result in results}
    many, mark_first = by_design["many"], by_design["mark_first"]
    return not by_design["one"].problems and many.copies > many.allowed and mark_first.lost > 0
