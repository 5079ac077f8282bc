"""Every verdict of a conflict as a Parquet file, written a block of states at a time."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from offramp.api.solved import Solved
from offramp.dossier.files import replacing

BLOCK = 1 << 20  # states in one row group


def write_parquet(solved: Solved, target: str | Path) -> None:
    """Write a row for each state: number, code, label, ending, ranks, verdicts and equilibria.

    For the likeliest combination of types. The file is written beside the target and put in its place when it is
    complete; when that fails, nothing is left behind.

    Parameters
    ----------
    solved
        The verdicts.
    target
        The file.

    Raises
    ------
    OSError
        When the file cannot be written, a full disk included.
    """
    with replacing(Path(target)) as file:
        writer: pq.ParquetWriter | None = None
        for block in _blocks(solved):
            writer = writer or pq.ParquetWriter(file, block.schema, compression="zstd")
            writer.write_table(block)
        if writer is not None:
            writer.close()


def _blocks(solved: Solved) -> Iterator[pa.Table]:
    conflict, solution = solved.conflict, solved.solution
    aims = [types[index] for types, index in zip(conflict.types, solution.combination.types, strict=True)]
    tops = [int(aim.level.max()) + 1 for aim in aims]
    endings = pa.array([scenario.id for scenario in conflict.scenarios], type=pa.string())
    for first in range(0, conflict.n_states, BLOCK):
        part = slice(first, min(first + BLOCK, conflict.n_states))
        numbers = np.arange(part.start + 1, part.stop + 1, dtype=np.uint32)
        columns: dict[str, object] = {"state": numbers, "code": conflict.space.codes[part]}
        if conflict.space.names:
            columns["name"] = pa.array([conflict.space.names.get(state) for state in range(part.start, part.stop)])
        if conflict.scenarios:
            at = conflict.scenario_of[part].astype(np.int32)
            columns["scenario"] = pa.DictionaryArray.from_arrays(pa.array(at, mask=at < 0), endings)
        for dm, aim, top in zip(conflict.decision_makers, aims, tops, strict=True):
            columns[f"rank_{dm.id}"] = (top - aim.level[part].astype(np.int64)).astype(np.uint32)
        verdicts = solution.verdicts[:, part]
        for concept in solved.concepts:
            held = (verdicts & np.uint8(concept.bit)) != 0
            for index, dm in enumerate(conflict.decision_makers):
                columns[f"{concept}_{dm.id}"] = held[index]
            columns[concept.value] = held.all(axis=0)
        yield pa.table(columns)
