"""The entry point of the command line."""

import sys


def run() -> None:
    """Run the command line; the exit code is 0, 1 (``check`` found errors), 2 (bad usage or input) or 130."""
    try:
        from offramp.cli.ending import run_app  # here, so that an interruption on the way is met as well

        code = run_app()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201
        code = 130
    sys.exit(code)
