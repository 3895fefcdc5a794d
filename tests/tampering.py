"""Everything that can be done to the database of a record: to each column, row and order of each table that it has."""

import random
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Value: TypeAlias = int | str | bytes | float | None

DAY = re.compile(r"\d{4}-\d\d-\d\d$")
FAR = 1_000_003  # beyond the numbers that are there


@dataclass(frozen=True)
class Column:
    """A column, as SQLite tells of it."""

    name: str
    kind: str
    needed: bool
    key: bool


@dataclass(frozen=True)
class Tampering:
    """What is done, in words and in SQL."""

    what: str
    statements: tuple[tuple[str, tuple[Value, ...]], ...]

    def done_to(self, file: Path) -> bool:
        """Do it; return whether the database lets it be done."""
        connection = sqlite3.connect(file, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN")
            for statement, values in self.statements:
                assert connection.execute(statement, values).rowcount > 0, statement
            connection.execute("COMMIT")
        except sqlite3.IntegrityError:  # two rows of one key
            return False
        finally:
            connection.close()
        return True


class Tamperer:
    """Thinks of all that can be done to a database."""

    def __init__(self, file: Path, seed: int) -> None:
        self._connection = sqlite3.connect(f"file:{file}?immutable=1", uri=True)  # nothing is put beside it
        self._chance = random.Random(seed)  # noqa: S311  # varied, not secret

    def tables(self) -> list[str]:
        """Return the tables that there are."""
        query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        return [name for (name,) in self._connection.execute(query)]

    def empty(self) -> list[str]:
        """Return the tables without a row."""
        return [table for table in self.tables() if not self._rows(table, self._columns(table))]

    def everything(self) -> Iterator[Tampering]:
        """Yield what can be done to each table."""
        for table in self.tables():
            columns = self._columns(table)
            rows = self._rows(table, columns)
            for column in columns:
                yield from self._changes(table, columns, rows, column)
            yield from self._of_rows(table, columns, rows)

    def _columns(self, table: str) -> list[Column]:
        told = self._connection.execute(
            'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)
        )
        return [Column(name, kind, bool(needed), bool(key)) for name, kind, needed, key in told]

    def _rows(self, table: str, columns: list[Column]) -> list[tuple[Value, ...]]:
        names = ", ".join(column.name for column in columns)
        return self._connection.execute(f"SELECT {names} FROM {table} ORDER BY {names}").fetchall()  # noqa: S608  # ours

    def _changes(
        self, table: str, columns: list[Column], rows: list[tuple[Value, ...]], column: Column
    ) -> Iterator[Tampering]:
        at = columns.index(column)
        row = self._chance.choice([row for row in rows if row[at] is not None] or rows)
        where, keys = _where(columns, row)
        change = f"UPDATE {table} SET {column.name} = ? WHERE {where}"  # noqa: S608  # ours
        yield Tampering(f"{table}.{column.name} changed", ((change, (other(row[at], column.kind), *keys)),))
        if row[at] is not None and not column.needed and not column.key:
            yield Tampering(f"{table}.{column.name} emptied", ((change, (None, *keys)),))

    def _of_rows(
        self, table: str, columns: list[Column], rows: list[tuple[Value, ...]]
    ) -> Iterator[Tampering]:
        row = self._chance.choice(rows)
        where, keys = _where(columns, row)
        yield Tampering(f"{table}: a row deleted", ((f"DELETE FROM {table} WHERE {where}", keys),))  # noqa: S608
        yield Tampering(f"{table}: every row deleted", ((f"DELETE FROM {table}", ()),))  # noqa: S608  # ours
        put = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  # ours
        new = tuple(
            other(value, column.kind) if column.key or column.name == "id" else value
            for column, value in zip(columns, row, strict=True)
        )
        yield Tampering(f"{table}: a row added", ((put, new),))
        if len(rows) > 1:
            yield from self._swapped(table, columns, rows)

    def _swapped(
        self, table: str, columns: list[Column], rows: list[tuple[Value, ...]]
    ) -> Iterator[Tampering]:
        """Yield what gives two rows each other's keys: so they change places."""
        first, second = self._chance.sample(rows, 2)
        keys = [at for at, column in enumerate(columns) if column.key]
        exchanged = [
            tuple(giver[at] if at in keys else value for at, value in enumerate(row))
            for row, giver in ((first, second), (second, first))
        ]
        if {*exchanged} == {first, second}:  # there is nothing but a key
            return
        put = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  # ours
        take = f"DELETE FROM {table} WHERE "  # noqa: S608  # ours
        gone = [(take + where, values) for where, values in (_where(columns, row) for row in (first, second))]
        yield Tampering(f"{table}: two rows exchanged", (*gone, *((put, row) for row in exchanged)))


def _where(columns: list[Column], row: tuple[Value, ...]) -> tuple[str, tuple[Value, ...]]:
    pairs = [(column.name, value) for column, value in zip(columns, row, strict=True) if column.key]
    return " AND ".join(f"{name} = ?" for name, _ in pairs), tuple(value for _, value in pairs)


def other(value: Value, kind: str) -> Value:
    """Return another value of the same form."""
    if value is None:
        return 1 if kind in ("INTEGER", "BIGINT", "BOOLEAN") else "2025-01-01" if kind == "DATE" else "x"
    if kind == "BOOLEAN":
        return 1 - int(value)
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    if isinstance(value, str):
        return _other_text(value)
    return value + FAR


def _other_text(text: str) -> str:
    if DAY.match(text):
        return f"{int(text[:4]) + 1}{text[4:]}"
    middle = len(text) // 2
    return f"{text[:middle]}{chr(ord(text[middle]) ^ 1)}{text[middle + 1 :]}" if text else "x"
