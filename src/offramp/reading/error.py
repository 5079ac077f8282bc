"""Problems of a report that cannot be read."""

from typing import ClassVar

from offramp.question_error import QuestionError


class ReadingError(QuestionError):
    """A report that cannot be read: everything that is wrong with it, one sentence each, with what would be right."""

    between: ClassVar[str] = "\n"

    def __init__(self, *problems: str) -> None:
        super().__init__(problems)
