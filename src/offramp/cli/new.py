"""``offramp new``: a commented dossier to start from."""

from pathlib import Path
from typing import Annotated

import typer

from offramp.cli.arguments import Format, FormatOption
from offramp.cli.ending import bad_input, fail
from offramp.cli.output import print_written


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The file to write, such as harbour.yaml.", show_default=False)
    ],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Write a commented dossier to start from."""
    with bad_input():
        from offramp.dossier.files import replace_file
        from offramp.dossier.template import new_dossier

        path = Path(name)
        if path.name in ("", ".."):
            raise fail(f'"{name}" names no file: give a name such as harbour.yaml')
        if path.suffix not in (".yaml", ".yml"):
            path = path.with_name(path.name + ".yaml")
        if path.exists() and not force:
            raise fail(f"{path} is there already; --force writes over it")
        title = path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
        replace_file(path, new_dossier(title).encode())
        print_written(path, form, f"; next: offramp check {path}")
