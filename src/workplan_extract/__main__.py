"""`python -m workplan_extract`: the command line, where its script is not on the path."""

from workplan_extract.cli import main

if __name__ == "__main__":
    main(prog_name="workplan-extract")
