"""What a machine without servers of its own needs to run everything: the demo, the tests."""
