"""Workers, the database and the broker are killed while mail goes out: nothing is lost, and copies stay few."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MINUTES = 9  # on a machine that does much else besides; alone it takes one or two


@pytest.fixture(scope="module")
def found():
    """The small campaign on servers of its own: a result for each way of delivering."""
    with tempfile.TemporaryDirectory(prefix="srrm-faults-") as var:
        done = subprocess.run(
            [sys.executable, "-m", "faults", "--small", "--json"],
            cwd=ROOT,
            env={**os.environ, "SRRM_VAR": var, "DJANGO_SETTINGS_MODULE": "faults.settings"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MINUTES * 60,
            check=False,
        )
    return {result["plan"]["design"]: result for result in json.loads(done.stdout)["results"]}


def test_no_mail_is_lost_and_a_claim_cut_short_costs_one_copy_at_most(found):
    result = found["one"]
    assert result["problems"] == []
    assert (result["queued"], result["kills"], result["restarts"], result["losses"]) == (600, 30, 1, 1)
    assert result["temporary"] > 0


def test_copies_are_the_same_bytes(found):
    assert found["one"]["unlike"] == 0


def test_the_harness_sees_copies_where_twenty_are_claimed_at_once(found):
    assert found["many"]["copies"] > found["many"]["allowed"]


def test_the_harness_sees_loss_where_mail_is_marked_before_it_is_sent(found):
    assert found["mark_first"]["lost"] > 0
