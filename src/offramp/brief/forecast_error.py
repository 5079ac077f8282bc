"""What keeps a forecast from being made."""


class ForecastError(ValueError):
    """The forecast cannot be made; ``problems`` holds every reason, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))
