"""The tests of the command `lssc`."""
