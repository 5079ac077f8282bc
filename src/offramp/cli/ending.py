"""How a command ends: an exit code, and for bad input one clear message each on standard error, never a traceback."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

DONE, FOUND_ERRORS, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


def run_app() -> int:
    """Run the command line and return its exit code."""
    from offramp.cli.app import app
    from offramp.cli.output import never_stumble

    never_stumble()
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()  # a full disk is told here, not by the interpreter as it ends
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: not a fault
        return DONE
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left cannot be written either
        _tell(_reason(error))
        return BAD_INPUT
    except Exception as error:
        return _usage(error)
    if code == INTERRUPTED:
        print("interrupted", file=sys.stderr)  # noqa: T201
    return code if isinstance(code, int) else DONE


def _usage(error: Exception) -> int:
    """Tell what the typer library found wrong with the usage; anything else is a fault of ours and goes on."""
    show = getattr(error, "show", None)
    if show is not None:
        show()
        return BAD_INPUT
    if getattr(error, "exit_code", None) is None and type(error).__name__ != "Abort":
        raise error
    return int(getattr(error, "exit_code", INTERRUPTED))


def _tell(message: str) -> None:
    _print(f"offramp: {message}")


def _print(message: str) -> None:
    """Print a message on standard error; what it quotes of a file cannot steer the terminal."""
    from offramp.visible import visible

    print(visible(message), file=sys.stderr)  # noqa: T201


def _reason(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"


def fail(message: str) -> typer.Exit:
    """Print a message on standard error and return the exception that ends the command with code 2."""
    _tell(message)
    return typer.Exit(BAD_INPUT)


@contextmanager
def bad_input() -> Iterator[None]:
    """Turn what is wrong with the input or the machine into messages and exit code 2."""
    from offramp.api.forecast_record import ForecastFileError
    from offramp.api.paths_arguments import PathsError
    from offramp.api.scored_forecast import ScoreError
    from offramp.api.state_argument import StateArgumentError
    from offramp.brief.forecast_error import ForecastError
    from offramp.conflict.feasibility import TooManyStatesError
    from offramp.dossier.files import FileError
    from offramp.dossier.problems import DossierError, Severity
    from offramp.memory import TooLargeError
    from offramp.reading.error import ReadingError
    from offramp.settlement.package_set import PackageError

    try:
        yield
    except DossierError as error:
        for problem in error.problems:
            if problem.severity is Severity.ERROR:
                _print(problem.render(error.file))
        raise typer.Exit(BAD_INPUT) from None
    except FileError as error:
        _print(error.problem.render(error.file))
        raise typer.Exit(BAD_INPUT) from None
    except (ForecastError, ForecastFileError, PackageError, PathsError, ReadingError, ScoreError) as error:
        for text in error.problems:
            _tell(text)
        raise typer.Exit(BAD_INPUT) from None
    except (StateArgumentError, TooLargeError, TooManyStatesError) as error:
        raise fail(str(error)) from None
    except MemoryError:
        raise fail("the machine has not enough memory for this conflict: add constraints or drop options") from None
    except BrokenPipeError:
        raise  # the reader of our output went away: see run_app
    except OSError as error:
        raise fail(_reason(error)) from None
