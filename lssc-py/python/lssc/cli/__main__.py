"""`python -m lssc.cli` is the command `lssc`."""

from lssc.cli import main

if __name__ == "__main__":
    main()
