"""An embedded server starts with its first user, outlives kills, and stops with its last user."""

import os
import signal
from pathlib import Path

FORKING = """
import os, sys
from pathlib import Path
from common.embedded import {kind}
{kind}.server(Path({data!r})).ensure()
child = os.fork()
if not child:
    sys.exit(0)  # by the ordinary way out, so the child tries to stop the server too
os.waitpid(child, 0)
print("ready", flush=True)
sys.stdin.read()
"""

LEAVING_A_CHILD = """
import os, sys, time
from pathlib import Path
from common.embedded import {kind}
server = {kind}.server(Path({data!r}))
server.ensure()
if not os.fork():
    server.ensure()  # the parent ends at once and may have been faster
    print("ready", flush=True)
    os.close(1)
    sys.stdin.read()
    time.sleep(1)
    sys.exit(0)
"""


def kill_server(servers):
    os.kill(int(servers.pidfile.read_text().split()[0]), signal.SIGKILL)


def test_it_stops_with_its_last_user(servers):
    first, second = servers.join(), servers.join()
    assert servers.is_up
    servers.leave(first)
    assert servers.is_up
    servers.leave(second)
    assert not servers.is_up


def test_a_killed_user_leaves_it_up_and_the_next_one_finds_and_stops_it(servers):
    servers.kill(servers.join())
    assert servers.is_up
    servers.leave(servers.join())
    assert not servers.is_up


def test_a_killed_user_is_not_counted(servers):
    killed, other = servers.join(), servers.join()
    servers.kill(killed)
    servers.leave(other)
    assert not servers.is_up


def test_users_that_race_share_one_server(servers):
    users = [servers.begin() for _ in range(8)]
    for user in users:
        servers.arrived(user)
    assert servers.is_up
    for user in users:
        servers.leave(user)
    assert not servers.is_up


def test_a_forked_child_that_ends_leaves_it_to_the_parent(servers):
    parent = servers.join(FORKING)
    assert servers.is_up
    other = servers.join()
    servers.leave(other)
    assert servers.is_up
    servers.leave(parent)
    assert not servers.is_up


def test_a_forked_child_keeps_it_after_the_parent_ended(servers, until):
    parent = servers.join(LEAVING_A_CHILD)
    parent.wait(10)
    assert servers.is_up
    parent.stdin.close()
    until(lambda: not servers.is_up)


def test_a_killed_server_is_started_again(servers, until):
    servers.kill(servers.join())
    kill_server(servers)
    until(lambda: not servers.is_up)
    servers.leave(servers.join())
    assert not servers.is_up


def test_a_server_in_use_that_was_killed_is_started_again_by_whoever_asks(servers, until):
    first = servers.join()
    kill_server(servers)
    until(lambda: not servers.is_up)
    servers.leave(servers.join())
    assert servers.is_up, "the first user still counts"
    servers.leave(first)
    assert not servers.is_up


def test_no_home_folder_is_needed(servers):
    user = servers.join(HOME="/nonexistent", XDG_RUNTIME_DIR="/nonexistent")
    assert servers.is_up
    servers.leave(user)


def test_the_socket_is_nobody_elses(servers):
    user = servers.join()
    name = {"postgres": ".s.PGSQL.5432", "redis": "redis.sock"}[servers.kind]
    assert (servers.data / name).is_socket()
    assert Path(servers.data).stat().st_mode & 0o077 == 0
    servers.leave(user)
