"""What keeps a forecast from being made."""

from offramp.question_error import QuestionError


class ForecastError(QuestionError, ValueError):
    """The forecast cannot be made."""
