#!/usr/bin/env python3
"""Django's commands for this project."""

import sys

from django.conf import settings
from django.core.management import execute_from_command_line

from coordination.environment import load_settings
from outcomes.management.commands.judge import Command


def judge() -> None:
    """The second opinion asks nothing of the machine: no key, no address, no database."""
    settings.configure()
    Command().run_from_argv(sys.argv)


if __name__ == "__main__":
    if sys.argv[1:2] == ["judge"]:
        judge()
    else:
        load_settings()
        execute_from_command_line(sys.argv)
