"""Problems of a report that cannot be read."""


class ReadingError(Exception):
    """A report that cannot be read: everything that is wrong with it, at once.

    Attributes
    ----------
    problems
        One sentence each: what is wrong and what would be right.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems: tuple[str, ...] = problems
