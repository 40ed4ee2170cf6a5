"""No test reaches the outside."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_a_socket_to_the_outside_does_not_open():
    with pytest.raises(SocketConnectBlockedError), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))
