"""The same forecast on a Dask cluster: the batches of draws are followed by its workers, by the same code.

A batch gives the same numbers wherever it is followed, so the answer is that of
:func:`offramp.forecast.ensemble.ensemble`, bit for bit where the machines are alike. What a worker that dies had under
way is done again by another. If the whole cluster is lost, what it has not done is done on this machine: draws are
batched by their rates, so those done first would be no fair sample of all.
"""

import logging
import pickle
import platform
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.forecast.batches import Answers, Batch, Progress, answer_here, asked, batches
from offramp.forecast.draws import Draws
from offramp.forecast.endings import Endings
from offramp.forecast.ensemble import Ensemble
from offramp.forecast.poisson import TOLERANCE
from offramp.forecast.stages import Stage
from offramp.memory import require_memory

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT = 10.0
"""Seconds in which a scheduler must answer and have a worker."""
PATIENCE = 60.0
"""Seconds without any worker, in the middle of a run, after which the cluster is given up."""
_LOOK = 1.0  # seconds between looks at whether there still are workers
_ROUNDS, _MOST_BATCHES = 8, 32  # chunks for each thread, so that all end at about the same time; batches in a chunk
_RETRIES = 2  # for what goes wrong on one worker only; a worker that dies is another matter, and the scheduler's

Tell = Callable[[str], None]
Chunk = list[Batch]


class ClusterError(Exception):
    """The cluster cannot be used as it is; the message says what would be right."""


class _ClusterLostError(Exception):
    """The cluster is gone in the middle of a run."""


def ensemble_on(
    address: str,
    draws: Draws,
    stages: Sequence[Stage],
    start: int,
    endings: Endings,
    days: ArrayLike,
    *,
    alternating: bool = False,
    n_paths: int | None = None,
    tolerance: float = TOLERANCE,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Ensemble:
    """Return the probability of each ending at each date, for every draw, worked out on a Dask cluster.

    Each thread of each worker follows one chunk of draws at a time. Results are taken as they come.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://10.0.0.1:8786``.
    draws, stages, start, endings, days, alternating, n_paths, tolerance, progress
        As for :func:`offramp.forecast.ensemble.ensemble`.
    tell
        Called with a sentence when the cluster is lost and the rest is done on this machine.

    Raises
    ------
    ClusterError
        When the extra is not installed, there is no such scheduler, it has no workers, or their versions differ from
        those here; when a worker fails for another reason than the question.
    ValueError, TooLargeError
        As for :func:`offramp.forecast.ensemble.ensemble`.
    """
    question = asked(draws, stages, start, endings, days, alternating, n_paths, tolerance)
    by_draw_bytes = 4 * len(draws) * len(question.days) * endings.count
    require_memory(2 * by_draw_bytes, f"a forecast of {len(draws):,} draws")
    by_draw = question.empty()
    with _connected(address) as client:
        chunks = _chunks(list(batches(draws.rates)), _threads(client, address))
        waiting = dict(enumerate(chunks))
        lost = None
        try:
            for number, found in _answers(client, pickle.dumps(question), chunks):
                by_draw[_draws(waiting.pop(number))] = found
                if progress is not None:
                    progress(len(found))
        except _ClusterLostError as error:
            lost = str(error)
    if lost is not None:
        todo = [batch for chunk in waiting.values() for batch in chunk]
        if tell is not None:
            left = sum(len(batch.draws) for batch in todo)
            tell(f"{lost}; the remaining {left:,} of {len(draws):,} draws are followed on this machine")
        answer_here(question, todo, by_draw, None, progress)
    return Ensemble(draws, question.days, by_draw, question.n_paths)


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    try:
        import dask
        from distributed import Client
        from distributed.versions import VersionMismatchWarning
    except ImportError:
        raise ClusterError("a Dask cluster needs the package distributed: pip install 'offramp[cluster]'") from None
    _require_scheduler(address)
    # the question is sent once, in one piece, however large
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", VersionMismatchWarning)  # see _threads
                client = Client(address, timeout=CONNECT, set_as_default=False)
        except (ImportError, OSError) as error:  # of Dask versions that do not go together, too
            raise ClusterError(f"the scheduler at {address} does not take this client ({_first_line(error)})") from None
        with _unlogged(), client, client.as_current():
            yield client


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep the client from printing tracebacks when it loses the scheduler: who asked is told in a sentence."""
    logger = logging.getLogger("distributed.client")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _require_scheduler(address: str) -> None:
    """Ask who is there, for a limited time: a client waits for ever if something else than a scheduler answers."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from distributed import Security
    from distributed.core import rpc

    async def identity() -> object:
        async with rpc(address, timeout=CONNECT, connection_args=Security().get_connection_args("client")) as there:
            return (await asyncio.wait_for(there.identity(), CONNECT)).get("type")

    start = "start one with 'dask scheduler' and give the address that it prints, such as tcp://10.0.0.1:8786"
    try:
        with ThreadPoolExecutor(1) as aside:  # a notebook has a loop of its own running in this thread
            found = aside.submit(lambda: asyncio.run(identity())).result()
    except Exception as error:  # who knows what speaks there
        raise ClusterError(f'no Dask scheduler answers at "{address}" ({_first_line(error)}): {start}') from None
    if found != "Scheduler":
        raise ClusterError(f'at "{address}" there is a Dask {str(found).lower()}, not a scheduler: {start}')


def _threads(client: "Client", address: str) -> int:
    """Return how many threads the cluster has, once its workers run the same programs as this machine."""
    try:
        client.wait_for_workers(1, timeout=CONNECT)
    except TimeoutError:
        raise ClusterError(
            f"the scheduler at {address} has no workers: start some with 'dask worker {address}'"
        ) from None
    here, wrong = versions(), []
    for worker, there in client.run(versions, on_error="return").items():
        if isinstance(there, BaseException):
            wrong.append(f"{worker} cannot load offramp ({_first_line(there)})")
        elif there != here:
            wrong.append(f"{worker} has {_differences(there, here)}")
    if wrong:
        raise ClusterError(
            f"workers must run the same versions as this machine: {'; '.join(sorted(wrong))}: install the same there"
        )
    return sum(client.nthreads().values()) or 1


def versions() -> dict[str, str]:
    """Return the versions of what the numbers of a forecast hang on, and of what carries them."""
    import distributed
    import numba
    import scipy

    from offramp._version import __version__

    python = ".".join(platform.python_version_tuple()[:2])
    found = {"offramp": __version__, "Python": python}
    return found | {module.__name__: module.__version__ for module in (np, numba, scipy, distributed)}


def _differences(there: dict[str, str], here: dict[str, str]) -> str:
    return ", ".join(
        f"{name} {there.get(name, 'missing')} (here {own})" for name, own in here.items() if there.get(name) != own
    )


def _first_line(error: BaseException) -> str:
    nameless = "no answer in time" if isinstance(error, TimeoutError) else type(error).__name__
    return (str(error).strip() or nameless).splitlines()[0]


def _chunks(all_batches: Sequence[Batch], threads: int) -> list[Chunk]:
    size = min(_MOST_BATCHES, max(1, len(all_batches) // (_ROUNDS * threads)))
    return [list(all_batches[first : first + size]) for first in range(0, len(all_batches), size)]


def _draws(chunk: Chunk) -> NDArray[np.int64]:
    return np.concatenate([batch.draws for batch in chunk])


def followed(question: bytes, here: dict[str, str], chunk: Chunk) -> Answers:
    """Follow a chunk of draws, on a worker; ``here`` are the versions of the machine that asks."""
    there = versions()
    if there != here:  # a worker that came later
        raise ClusterError(f"a worker that joined the run has {_differences(there, here)}: install the same there")
    # unpickled here, not on its way: arrays that come in the buffers of a message cannot be written to
    asked_here = pickle.loads(question)
    return np.concatenate([asked_here.answer(batch) for batch in chunk])


def as_sent(question: bytes) -> bytes:
    """Return the question; as a task of its own it is sent once, handed on by workers and made again if it is lost."""
    return question


def _answers(client: "Client", question: bytes, chunks: Sequence[Chunk]) -> Iterator[tuple[int, Answers]]:
    """Yield what chunks give as they are done, each with its number.

    Raises
    ------
    _ClusterLostError
        When the scheduler or all workers are gone, or a chunk has ended one worker after another.
    """
    sent = client.submit(as_sent, question, pure=False)
    law = {"pure": False, "retries": _RETRIES}
    number = {client.submit(followed, sent, versions(), chunk, **law): k for k, chunk in enumerate(chunks)}
    while number:
        for future in _next_done(client, number):
            yield number.pop(future), _answer(future)


def _next_done(client: "Client", waiting: "dict[Future, int]") -> "list[Future]":
    """Wait until some are done; as long as there are workers, or for the time that one may take to start again."""
    from concurrent.futures import CancelledError

    from distributed import wait

    seen = monotonic()
    while True:
        try:
            return list(wait(list(waiting), timeout=_LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if _has_workers(client):
                seen = monotonic()
            elif monotonic() - seen > PATIENCE:
                raise _ClusterLostError(f"the cluster has had no worker for {PATIENCE:g} seconds") from None
        except CancelledError:
            raise _ClusterLostError("the connection to the scheduler is lost") from None


def _has_workers(client: "Client") -> bool:
    try:
        return client.status == "running" and bool(client.nthreads())
    except (OSError, TimeoutError):
        return False


def _answer(future: "Future") -> Answers:
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        found: Answers = future.result()
    except (ClusterError, ValueError):
        raise  # what is wrong is the question's own fault, as it would be here
    except KilledWorker as error:
        raise _ClusterLostError(
            f"workers died one after another over the same draws, the last at {error.last_worker.address} "
            "(give workers more memory, or fewer threads)"
        ) from None
    except (CancelledError, OSError):
        raise _ClusterLostError("the connection to the scheduler is lost") from None
    except Exception as error:
        raise ClusterError(f"a worker failed ({type(error).__name__}: {_first_line(error)})") from error
    return found
