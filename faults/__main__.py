"""`python -m faults [--small] [--json]`: runs the campaign and the two controls, prints and writes what came of it.

Ends with 1 where the product failed, or where a control did not.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "bench" / "faults.md"


def main() -> int:
    asked = arguments()
    # Servers that get killed hold nobody's data: they are made anew, below the data folder of this run.
    base = Path(os.environ.get("SRRM_VAR") or ROOT / "var").absolute()
    for name in ("DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "EMAIL_URL", "DEBUG"):
        os.environ.pop(name, None)
    os.environ |= {"SRRM_VAR": str(base / "faults"), "DJANGO_SETTINGS_MODULE": "faults.settings"}
    shutil.rmtree(base / "faults", ignore_errors=True)

    import django

    django.setup()
    from faults import report
    from faults.campaign import Campaign
    from faults.plans import plans

    with Campaign(base / "faults", careless=asked.small) as campaign:
        speed = 0 if asked.small else campaign.throughput(1_000)
        results = [campaign.run(plan) for plan in plans(small=asked.small)]
    page = report.page_of(results, speed)
    if asked.json:
        print(json.dumps({"speed": speed, "results": [result.as_dict() for result in results]}))
    else:
        print(page)
        if not asked.small:
            PAGE.write_text(page)
    return 0 if report.stands(results) else 1


def arguments():
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--small", action="store_true", help="600 mails and 30 kills; writes no file")
    parser.add_argument("--json", action="store_true", help="figures for a program")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
