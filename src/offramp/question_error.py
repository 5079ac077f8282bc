"""What is wrong with a question, all at once: the errors that a person can mend by asking otherwise."""

from typing import ClassVar


class QuestionError(Exception):
    """A question cannot be answered as it was asked.

    Attributes
    ----------
    problems
        Everything that is wrong, one sentence each, with what would be right.
    """

    between: ClassVar[str] = "; "
    """What stands between the problems where they are told as one text."""

    def __init__(self, problems: list[str] | tuple[str, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.between.join(self.problems)
