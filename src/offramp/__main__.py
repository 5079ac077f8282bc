"""``python -m offramp``: the command line."""

from offramp.cli.main import run

if __name__ == "__main__":
    run()
