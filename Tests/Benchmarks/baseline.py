#!/usr/bin/env python3
"""Runs baseline.sql in DuckDB: the measures of a month as CSV, and on the last line of standard error the seconds it took.

usage: baseline.py DATA MONTH THREADS OUT

The time starts when DuckDB has been imported, so Python's own start does not count against it.
"""
import datetime
import pathlib
import sys
import time

import duckdb


def main():
    data, month, threads, out = sys.argv[1:]
    start = datetime.date.fromisoformat(f"{month}-01")
    end = (start + datetime.timedelta(days=31)).replace(day=1)
    began = time.perf_counter()
    database = duckdb.connect()
    database.execute(f"SET threads = {int(threads)}")
    for name, value in {"data": data, "month_start": start, "month_end": end}.items():
        database.execute(f"SET VARIABLE {name} = $1", [value])
    database.execute(pathlib.Path(__file__).with_suffix(".sql").read_text())
    database.execute(f"COPY measures TO '{out}' (HEADER)")
    print(f"{time.perf_counter() - began:.3f}", file=sys.stderr)


main()
