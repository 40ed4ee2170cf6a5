"""The servers of one machine: they start, survive what people do to them, and clean up."""

import os
import signal
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg2
import pytest
import redis

from coordination.local import folders
from coordination.local.postgres import DATABASE, OWNER, Cluster, require_server
from coordination.local.processes import CannotRun
from coordination.local.servers import PROJECT, Lock
from coordination.local.stack import STOPS, chosen_port, require_port, take_over
from coordination.local.supervisor import RESTARTS, Child, Watched
from coordination.local.valkey import Broker

STARTS_ONE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from coordination.local.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]), durable=True)
cluster.start()
print(cluster.process.pid, cluster.sockets, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder whose name has a space and an apostrophe."""
    return tmp_path / "Ada's borough" / "postgres"


@pytest.fixture
def cluster(home: Path):
    """A cluster that is stopped and taken away at the end, wherever it had to lie."""
    made = Cluster(home)
    yield made
    made.stop()
    folders.remove(made.home)


def ask(cluster: Cluster, sql: str) -> list[tuple[object, ...]]:
    """Run one statement and return its rows."""
    session = psycopg2.connect(host=str(cluster.sockets), user=OWNER, dbname=DATABASE, port=5432)
    try:
        session.autocommit = True
        with session.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        session.close()


def test_a_cluster_starts_and_keeps_its_rows(cluster: Cluster):
    cluster.start()
    ask(cluster, "CREATE TABLE kept AS SELECT 7 AS number")
    cluster.stop()
    cluster.start()
    assert ask(cluster, "SELECT number FROM kept") == [(7,)]
    assert ask(cluster, "SHOW listen_addresses") == [("",)]


def test_its_socket_is_private_and_goes_away(cluster: Cluster):
    cluster.start()
    sockets = cluster.sockets
    assert sockets is not None
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    cluster.stop()
    assert not sockets.exists()


def test_a_killed_server_starts_again_with_its_rows(cluster: Cluster):
    cluster.start()
    ask(cluster, "CREATE TABLE kept AS SELECT 7 AS number")
    assert cluster.process is not None
    os.kill(cluster.process.pid, signal.SIGKILL)
    cluster.process.wait()
    assert not cluster.running()
    assert (cluster.data / "postmaster.pid").exists()
    cluster.start()
    assert ask(cluster, "SELECT number FROM kept") == [(7,)]


def test_a_pid_file_that_names_another_program_is_no_obstacle(cluster: Cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{cluster.data}\n0\n5432\n\n\n0 0\n"
    )
    cluster.start()
    assert ask(cluster, "SELECT 1") == [(1,)]


def test_a_half_made_cluster_is_made_again(cluster: Cluster):
    folders.own_folder(cluster.home, cluster.account)
    cluster.data.mkdir()
    (cluster.data / "base").mkdir()
    cluster.start()
    assert ask(cluster, "SELECT 1") == [(1,)]


def test_killing_the_parent_leaves_nothing_in_the_way(cluster: Cluster, home: Path):
    parent = subprocess.Popen(
        [sys.executable, "-c", STARTS_ONE, str(home)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    _, sockets = parent.stdout.readline().split()
    parent.kill()
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()
    cluster.start()
    assert ask(cluster, "SELECT 1") == [(1,)]
    assert cluster.sockets != Path(sockets)
    folders.remove(Path(sockets))


def test_a_server_that_is_given_must_answer(cluster: Cluster):
    cluster.start()
    require_server(cluster.url())
    with pytest.raises(CannotRun, match="unset DATABASE_URL to have one of our own"):
        require_server("postgresql://nobody@127.0.0.1:1/nowhere")


def test_somebody_elses_folder_is_refused(tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "link").symlink_to(elsewhere)
    with pytest.raises(CannotRun, match="belongs to another user"):
        folders.own_folder(tmp_path / "link", folders.account_for(tmp_path / "none"))


def test_too_little_disk_is_said_before_anything_fails(tmp_path: Path):
    with pytest.raises(CannotRun, match="MB are free on the disk"):
        folders.require_room(tmp_path / "not" / "yet", megabytes=10**12)


def test_valkey_is_broker_and_cache_at_one_address(tmp_path: Path):
    broker = Broker(tmp_path)
    broker.start()
    try:
        with redis.Redis.from_url(broker.cache_url) as client:
            assert client.set("greeting", "hello")
            address, process = broker.socket, broker.process
            assert process is not None
            process.kill()
            process.wait()
            assert not broker.running()
        broker.start()
        assert broker.socket == address
        with redis.Redis.from_url(broker.cache_url) as client:
            assert client.get("greeting") is None
    finally:
        broker.stop()
    assert not Path(address).parent.exists()


def test_one_start_for_one_data_folder(tmp_path: Path):
    (tmp_path / "run").mkdir()
    first, second = Lock(tmp_path), Lock(tmp_path)
    assert first.take()
    first.publish({"address": "http://127.0.0.1:8000/"})
    assert not second.take()
    assert second.published() == {"address": "http://127.0.0.1:8000/"}
    first.give_back()
    assert second.take()
    assert second.published() == {}
    second.give_back()


def test_a_run_that_is_being_stopped_is_waited_for(tmp_path: Path):
    """As after `kill -9` of make: what it started is told at once, and takes seconds to stop."""
    (tmp_path / "run").mkdir()
    first, second = Lock(tmp_path), Lock(tmp_path)
    assert first.take()
    first.publish({"address": "http://127.0.0.1:8000/"})
    with pytest.raises(CannotRun, match=r"It runs already .*: http://127.0.0.1:8000/"):
        take_over(tmp_path, second)
    first.publish(first.published() | {STOPS: "yes"})
    with ThreadPoolExecutor() as other:
        waits = other.submit(take_over, tmp_path, second)
        with pytest.raises(TimeoutError):
            waits.result(timeout=0.3)
        first.give_back()
        waits.result(timeout=30)
    assert not first.take(), "the second start has it now"
    second.give_back()


def test_a_taken_port_is_said_with_the_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotRun, match=f"Port {port} is taken .* make demo PORT="):
            require_port(port, patience=0)
    require_port(port, patience=0)


@pytest.mark.parametrize("value", ["eighty", "0", "70000", "80 80"])
def test_a_wrong_port_is_refused(value: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(CannotRun, match="PORT must be a number"):
        chosen_port()


def test_a_process_that_keeps_stopping_is_given_up(tmp_path: Path):
    child = Child(["this"], log=tmp_path / "this.log", env=os.environ, cwd=PROJECT)
    watched = Watched("The poem", child)
    for _ in range(RESTARTS):
        watched.revive()
        assert child.process is not None
        child.process.wait()
    with pytest.raises(CannotRun, match=r"The poem keeps stopping\. .*this\.log says why"):
        watched.revive()
