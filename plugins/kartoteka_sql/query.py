"""A query of the user's own: one that reads, and that can stand in the place of a table."""

from __future__ import annotations

import sqlglot
from sqlglot import Token, TokenType
from sqlglot.errors import SqlglotError

from kartoteka import gettext as _

_READING = {"SELECT", "WITH", "VALUES", "TABLE"}
_WRITING = {"INSERT", "UPDATE", "DELETE", "MERGE"}
_TOKENISERS = {"postgresql": "postgres", "mariadb": "mysql", "mysql": "mysql", "sqlite": "sqlite", "mssql": "tsql"}


class NotReading(ValueError):
    """The text is no query, or does more than read; the message says what was found."""


def checked_query(text: str, backend: str) -> str:
    """The query without a semicolon at its end.

    That is what can be told from the text. The database itself refuses the rest: it reads the query where a table stands,
    in a transaction that may not write.

    Raises:
        NotReading: It is not one query, or begins with something else than a reading word.
    """
    try:
        tokens = sqlglot.tokenize(text, read=_TOKENISERS.get(backend))
    except SqlglotError as error:
        raise NotReading(_("it cannot be taken apart ({error})", error=" ".join(str(error).split()))) from None
    while tokens and tokens[-1].token_type is TokenType.SEMICOLON:
        text = text[: tokens[-1].start]
        tokens.pop()
    if not tokens:
        raise NotReading(_("it is empty"))
    _check_statement(tokens)
    return text


def _check_statement(tokens: list[Token]) -> None:
    depth = 0
    first = next((token.text.upper() for token in tokens if token.token_type is not TokenType.L_PAREN), "")
    if first not in _READING:
        raise NotReading(_("it begins with {first!r}", first=first))
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.token_type is TokenType.SEMICOLON:
            raise NotReading(_("it is more than one statement"))
        depth += {TokenType.L_PAREN: 1, TokenType.R_PAREN: -1}.get(token.token_type, 0)
        if depth < 0:
            raise NotReading(_("it closes a parenthesis that it has not opened"))
        word = token.text.upper()
        if word in _WRITING and token.token_type is not TokenType.STRING and _begins(before) and not _begins(after):
            raise NotReading(_("it has {word} in it", word=word))
    if depth:
        raise NotReading(_("it leaves a parenthesis open"))


def _begins(token: Token | None) -> bool:
    """Whether it is an opening parenthesis: a statement in a WITH stands after one, a function before one."""
    return token is not None and token.token_type is TokenType.L_PAREN
