"""An optional second reader: a language model proposes attributions, and none that the text does not hold gets in."""

from offramp.reading.second_reader.client import Endpoint, SecondReaderError, endpoint_from_environment
from offramp.reading.second_reader.reader import SecondReading, second_reading, together

__all__ = [
    "Endpoint",
    "SecondReaderError",
    "SecondReading",
    "endpoint_from_environment",
    "second_reading",
    "together",
]
