"""Where embedded servers keep their data and sockets."""

import os
import shutil
from pathlib import Path

import pytest

from common.embedded import places, postgres


def test_a_short_path_holds_its_own_socket():
    assert places.socket_folder(Path("/srv/srrm/var/postgres")) == Path("/srv/srrm/var/postgres")


@pytest.mark.parametrize("path", ["/" + "long/" * 30 + "postgres", "/srv/it's here, somewhere/postgres"])
def test_a_path_that_does_not_fit_gets_a_short_folder_of_its_own(path):
    short = places.socket_folder(Path(path))
    assert len(str(short)) < 60
    assert short == places.socket_folder(Path(path))
    assert short != places.socket_folder(Path(path + "2"))


def test_a_socket_folder_made_by_somebody_else_is_refused(folder):
    taken = folder / "taken"
    taken.mkdir()
    taken.chmod(0o777)
    with pytest.raises(RuntimeError, match="not private"):
        places.make_socket_folder(taken, os.getuid())


def test_a_link_in_place_of_the_socket_folder_is_refused(folder):
    (folder / "real").mkdir(mode=0o700)
    (folder / "link").symlink_to(folder / "real")
    with pytest.raises(RuntimeError, match="not private"):
        places.make_socket_folder(folder / "link", os.getuid())


@pytest.mark.parametrize("kind", ["postgres", "redis"])
def test_a_server_runs_below_a_long_path(server_of, folder, kind):
    server = server_of(kind, folder / ("a long, winding path " * 8))
    user = server.join()
    assert server.is_up
    server.leave(user)
    assert not server.is_up


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give PostgreSQL to another user")
def test_root_leaves_closed_folders_closed(server_of, folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    server = server_of("postgres", closed / "var")
    user = server.join()
    assert closed.stat().st_mode & 0o777 == 0o700
    data = places.reachable_data_folder(server.data)
    assert postgres.is_up(data)
    assert not data.is_relative_to(closed)
    server.leave(user)
    assert not postgres.is_up(data)
    shutil.rmtree(data.parent)
