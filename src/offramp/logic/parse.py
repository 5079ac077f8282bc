"""The parser of the expression language: precedence climbing, with messages that point at the column.

``not`` (or ``!``) binds tighter than ``and`` (``&``), that than ``or`` (``|``), that than ``if``, ``iff`` and ``->``,
of which at most one stands without parentheses. ``a if b`` and ``b -> a`` both mean: b implies a.
"""

import re
from dataclasses import dataclass
from enum import Enum

from offramp.logic.expression import And, Constant, Expression, Iff, Implies, Not, Or, Variable

DEEPEST = 100  # parentheses and negations inside one another

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[^\W\d_]\w*(?:\.[^\W\d_]\w*)?)|(?P<other>!=|=>|==|<=>|<->|<-)|(?P<sign>->|[()!&|])|(?P<odd>\S))"
)
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_WORDS = {"not": "!", "and": "&", "or": "|", "if": "if", "iff": "iff"}
_NEAR_MISSES = {
    "=": "write the option alone for yes, `not option` for no",
    "~": "write `not` or `!`",
    "-": "write `not` or `!` for no, `->` for implies",
    "+": "write `or`",
    "*": "write `and`",
    ",": "write `and` between what must hold together",
    "^": "write `not (a iff b)` for either but not both",
    "<": "write `iff` for if and only if",
    "<=>": "write `iff`",
    "<->": "write `iff`",
    "==": "write `iff`",
    "↔": "write `iff`",
    "=>": "write `->`",
    "⇒": "write `->`",
    "<-": "write `if`",
    "!=": "write `not (a iff b)` for either but not both",
    "≠": "write `not (a iff b)` for either but not both",
    ".": "write an option as `option` or `dm.option`",
    '"': "write names without quotation marks",
    "'": "write names without quotation marks",
    "–": "write `not` or `!`",
    "→": "write `->`",
    "¬": "write `not` or `!`",
    "∧": "write `and`",
    "∨": "write `or`",
}
_FOREIGN_WORDS = {
    "then": "write `b if a` or `a -> b`",
    "implies": "write `->`",
    "when": "write `if`",
    "unless": "write `if not`",
    "only": "write `a -> b` for a only if b",
    "xor": "write `not (a iff b)` for either but not both",
    "nor": "write `not (a or b)` for neither",
    "but": "write `and`",
}


class ExpressionError(Exception):
    """An expression that cannot be read.

    Attributes
    ----------
    message
        What is wrong.
    column
        Where, as an index into the text (0-based); the length of the text at its end.
    hint
        What would be right.
    """

    def __init__(self, message: str, column: int, hint: str) -> None:
        self.message, self.column, self.hint = message, column, hint
        super().__init__(f"{message} at column {column + 1}: {hint}")


class _Kind(Enum):
    NAME = "name"
    TRUTH = "truth"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str
    column: int

    def __str__(self) -> str:
        return "the end" if self.kind is _Kind.END else f'"{self.text}"'


def parse(text: str) -> Expression:
    """Return the expression that a text says.

    Raises
    ------
    ExpressionError
        With the column of the first thing that cannot be read and what was expected there.

    Examples
    --------
    >>> parse("dam if downstream.attack")
    Implies(antecedent=Variable(name='downstream.attack', column=7), consequent=Variable(name='dam', column=0))
    """
    parser = _Parser(_tokens(text))
    expression = parser.conditional()
    parser.end()
    return expression


def _tokens(text: str) -> list[_Token]:
    tokens, at, text_end = [], 0, len(text.rstrip())
    while at < text_end:
        found = _TOKEN.match(text, at)
        assert found is not None  # the last alternative takes anything
        at = found.end()
        tokens.append(_token(found))
    tokens.append(_Token(_Kind.END, "", text_end))
    return tokens


def _token(found: re.Match[str]) -> _Token:
    if (name := found["name"]) is not None:
        column, word = found.start("name"), name
        if word in _WORDS:
            return _Token(_Kind.SIGN, word, column)
        if word.lower() in _WORDS or (word.lower() in _TRUTH and word not in _TRUTH):
            raise ExpressionError(f'unexpected "{word}"', column, f'write "{word.lower()}" in small letters')
        return _Token(_Kind.TRUTH if word in _TRUTH else _Kind.NAME, word, column)
    if (sign := found["sign"]) is not None:
        return _Token(_Kind.SIGN, sign, found.start("sign"))
    group = "other" if found["other"] is not None else "odd"
    other, column = found[group], found.start(group)
    hint = _NEAR_MISSES.get(other, "expected an option, `not` or `(`")
    raise ExpressionError(f'unexpected "{other}"', column, hint)


class _Parser:
    """Reads tokens from left to right; each method reads one level of precedence."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    def conditional(self) -> Expression:
        """Read ``or``-expressions joined by at most one of ``if``, ``iff`` and ``->``."""
        left = self._disjunction()
        if not (sign := self._take("if", "iff", "->")):
            return left
        right = self._disjunction()
        if self._peek("if", "iff", "->"):
            token = self._tokens[self._at]
            raise ExpressionError(
                f'a second {token} after "{sign}"', token.column, "put parentheses around one of the two"
            )
        if sign == "iff":
            return Iff(left, right)
        return Implies(right, left) if sign == "if" else Implies(left, right)

    def _disjunction(self) -> Expression:
        operands = [self._conjunction()]
        while self._take("or", "|"):
            operands.append(self._conjunction())
        return operands[0] if len(operands) == 1 else Or(tuple(operands))

    def _conjunction(self) -> Expression:
        operands = [self._negation()]
        while self._take("and", "&"):
            operands.append(self._negation())
        return operands[0] if len(operands) == 1 else And(tuple(operands))

    def _negation(self) -> Expression:
        self._depth += 1
        token = self._tokens[self._at]
        if self._depth > DEEPEST:
            raise ExpressionError(f"more than {DEEPEST} levels deep", token.column, "write a simpler expression")
        result = Not(self._negation()) if self._take("not", "!") else self._primary()
        self._depth -= 1
        return result

    def _primary(self) -> Expression:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind is _Kind.NAME:
            return Variable(token.text, token.column)
        if token.kind is _Kind.TRUTH:
            return Constant(_TRUTH[token.text])
        if token.kind is _Kind.SIGN and token.text == "(":
            inside = self.conditional()
            self._close(token)
            return inside
        raise ExpressionError(f"unexpected {token}", token.column, self._operand_hint(token))

    def _operand_hint(self, token: _Token) -> str:
        """Say what would be right where an option, ``not`` or a parenthesis has to stand."""
        before = self._tokens[self._at - 2].text if self._at > 1 else ""
        if token.text == before and token.text in ("&", "|"):
            return f"write a single `{token.text}`"
        if token.text in ("if", "iff"):
            return f"it stands between two parts: `a {token.text} b`"
        return "expected an option, `not` or `(`"

    def _close(self, opening: _Token) -> None:
        token = self._tokens[self._at]
        if not self._take(")"):
            what = f"unexpected {token}; the parenthesis at column {opening.column + 1} is still open"
            hint = _FOREIGN_WORDS.get(token.text, "expected `)`, `and` or `or`")
            raise ExpressionError(what, token.column, hint)

    def end(self) -> None:
        """Check that everything has been read."""
        token = self._tokens[self._at]
        if token.kind is _Kind.END:
            return
        hint = "no parenthesis is open" if token.text == ")" else "expected `and`, `or`, `if`, `iff` or `->`"
        raise ExpressionError(f"unexpected {token}", token.column, _FOREIGN_WORDS.get(token.text, hint))

    def _peek(self, *signs: str) -> bool:
        token = self._tokens[self._at]
        return token.kind is _Kind.SIGN and token.text in signs

    def _take(self, *signs: str) -> str:
        if not self._peek(*signs):
            return ""
        self._at += 1
        return self._tokens[self._at - 1].text
