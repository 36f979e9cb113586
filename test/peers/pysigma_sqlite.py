"""pySigma with the SQLite backend on the same rules and events: RULES_DIR EVENTS.ndjson OUT."""

import json
import pathlib
import re
import sqlite3
import sys
import time

from sigma.backends.sqlite import sqliteBackend
from sigma.collection import SigmaCollection


def main(rules_dir: str, events_file: str, out_file: str) -> None:
    start = time.process_time()
    backend = sqliteBackend()
    queries, refused = [], 0
    for path in sorted(pathlib.Path(rules_dir).rglob("*.yml")):
        try:
            collection = SigmaCollection.from_yaml(path.read_text(encoding="utf-8"))
            for query in backend.convert(collection):
                queries.append((str(collection.rules[0].id), query))
        except Exception:  # noqa: BLE001 - whatever the reason, the rule is not checked
            refused += 1
    load = time.process_time() - start
    with open(events_file, encoding="utf-8") as lines:
        events = [json.loads(line) for line in lines]
    database = open_database(events)
    for _, query in queries:  # adds the missing columns, so that the timed pass does not
        try:
            run(database, re.sub(r"^SELECT \* FROM <TABLE_NAME>", "SELECT _row FROM logs", query) + " LIMIT 0")
        except sqlite3.Error:
            pass
    start = time.process_time()
    matches, failed = [], 0
    for rule_id, query in queries:
        sql = re.sub(r"^SELECT \* FROM <TABLE_NAME>", "SELECT _row FROM logs", query)
        try:
            matches += [(row, rule_id) for (row,) in run(database, sql)]
        except sqlite3.Error as error:
            failed += 1
            print(f"{rule_id}: {error}", file=sys.stderr)
    seconds = time.process_time() - start
    with open(out_file, "w", encoding="utf-8") as out:
        for row, rule_id in sorted(matches):
            out.write(f"{row} {rule_id}\n")
    report = {"peer": "pySigma 1.5.0 + SQLite backend 1.1.3", "rules": len(queries) - failed, "refused": refused + failed}
    report |= {"events": len(events), "loadSeconds": round(load, 2), "perCpuSecond": round(len(events) / seconds)}
    print(json.dumps(report))


def run(database: sqlite3.Connection, sql: str) -> list:
    """Runs a query; a column that no event has is added first, since to SQL an unknown field is an error."""
    while True:
        try:
            return list(database.execute(sql))
        except sqlite3.OperationalError as error:
            missing = re.match(r"no such column: (.+)", str(error))
            if not missing:
                raise
            database.execute(f'ALTER TABLE logs ADD COLUMN "{missing[1].split(" - ")[0]}" TEXT COLLATE NOCASE')


def open_database(events: list) -> sqlite3.Connection:
    """One table with a NOCASE column for every field of the events."""
    keys = {key for event in events for key in event}
    columns, seen = [], set()
    for key in sorted(keys):
        if key.lower() not in seen:
            seen.add(key.lower())
            columns.append(key)
    database = sqlite3.connect(":memory:")
    database.create_function("REGEXP", 2, lambda pattern, text: text is not None and re.search(pattern, str(text)) is not None)
    quoted = ", ".join(f'"{column}" TEXT COLLATE NOCASE' for column in columns)
    database.execute(f"CREATE TABLE logs (_row INTEGER, {quoted})")
    marks = ", ".join("?" for _ in range(len(columns) + 1))
    rows = ([i] + [text_of(event.get(column)) for column in columns] for i, event in enumerate(events))
    database.executemany(f"INSERT INTO logs VALUES ({marks})", rows)
    return database


def text_of(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, (list, dict)) else str(value)


main(*sys.argv[1:4])
