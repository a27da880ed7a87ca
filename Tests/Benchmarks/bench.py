#!/usr/bin/env python3
"""How fast Guildmark computes every measure of a month, next to DuckDB on the same files and as many threads.

usage: bench.py --guildmark BINARY [--duckdb PYTHON] [--requests 20000000] [--guilds 10000] [--broadcasters 1000000]
                [--runs 5] [--threads 1,2] [--folder bench]

A platform is simulated once and kept. Then Guildmark and DuckDB (baseline.sql, run by a Python that can import duckdb) take
turns, and what they computed is compared. Printed are tables in Markdown, as Docs/Performance.md has them.
"""
import argparse
import csv
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

MONTH = "2026-10"
TABLES = ["guilds", "memberships", "requests", "payouts", "complaints"]
BASELINE = pathlib.Path(__file__).with_name("baseline.py")


class Run:
    """One run of a program: seconds on the clock, seconds of processors, and peak memory in bytes.

    The peak is the kernel's (maximum resident set). It is at least what this script takes, about 15 MB.
    """

    def __init__(self, command, out):
        began = time.perf_counter()
        with open(out, "wb") as file:
            process = subprocess.Popen(command, stdout=file, stderr=subprocess.PIPE)
            self.said = process.stderr.read().decode()
            _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - began
        if status != 0:
            sys.exit(f"{command[0]} failed:\n{self.said}")
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024


def main():
    options = parse()
    data = simulated(options)
    files = [data / f"{table}.csv" for table in TABLES]
    size = sum(file.stat().st_size for file in files)
    describe(files, size, options)
    print_bounds(files, size, options)

    ours, theirs = data.with_suffix(".guildmark.csv"), data.with_suffix(".duckdb.csv")
    print(
        "| threads | | median s | min–max s | GB/s | processor s | peak MB | DuckDB ÷ Guildmark, median of pairs (min–max) |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |")
    for threads in options.threads:
        guildmark, duckdb = [], []
        for _ in range(options.runs):
            guildmark.append(
                Run([options.guildmark, "measures", "--quiet", "--data", str(data), "--month", MONTH, "--threads", str(threads)],
                    ours))
            if options.duckdb:
                run = Run([options.duckdb, str(BASELINE), str(data), MONTH, str(threads), str(theirs)], os.devnull)
                run.seconds = float(run.said.split()[-1])  # Without Python's own start.
                duckdb.append(run)
        ratios = [b.seconds / a.seconds for a, b in zip(guildmark, duckdb)]
        print_runs(threads, "Guildmark", guildmark, size, ratios)
        if duckdb:
            print_runs(threads, "DuckDB", duckdb, size, [])
    print(
        "\nGuildmark maps no files, so its peak is all its own: the tallies, and a block of rows a thread. "
        "Its seconds are those of the whole process; DuckDB's begin once it has been loaded.")
    if options.duckdb:
        compare(ours, theirs)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guildmark", required=True)
    parser.add_argument("--duckdb", help="a Python that can import duckdb; without one Guildmark runs alone")
    parser.add_argument("--requests", type=int, default=20_000_000)
    parser.add_argument("--guilds", type=int, help="by default one to 2,000 requests")
    parser.add_argument("--broadcasters", type=int, help="by default one to 20 requests")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=lambda text: [int(part) for part in text.split(",")], default=[1, 2])
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("bench"))
    options = parser.parse_args()
    options.guilds = options.guilds or max(10, options.requests // 2_000)
    options.broadcasters = options.broadcasters or max(100, options.requests // 20)
    return options


def simulated(options):
    """The folder of the reference load, which is simulated if it is not there yet."""
    data = options.folder / f"tables-{options.guilds}-{options.broadcasters}-{options.requests}"
    if data.exists():
        return data
    options.folder.mkdir(exist_ok=True)
    unfinished = data.with_suffix(".unfinished")
    subprocess.run(["rm", "-rf", unfinished], check=True)
    run = Run(
        [options.guildmark, "simulate", "--quiet", "--out", str(unfinished), "--guilds", str(options.guilds),
         "--broadcasters", str(options.broadcasters), "--requests", str(options.requests), "--months", "3",
         "--last-month", MONTH, "--seed", "3"], os.devnull)
    unfinished.rename(data)
    print(f"Simulated in {run.seconds:.0f} s and {run.memory / 1e6:.0f} MB of memory.\n")
    return data


def describe(files, size, options):
    processor = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown processor")
    print(
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} × {processor}, load {os.getloadavg()[0]:.1f} at the start.\n"
        f"{options.guilds:,} guilds, {options.broadcasters:,} broadcasters, {options.requests:,} requests in 3 months: "
        f"{size / 1e9:.2f} GB of CSV; {options.runs} runs each, taking turns.\n")


def print_bounds(files, size, options):
    """What no program that reads the files can be faster than, and what one is that only counts lines; on one thread."""
    reading, counting = [], []
    buffer = bytearray(256 << 10)
    for _ in range(options.runs):
        began = time.perf_counter()
        for file in files:
            with open(file, "rb", buffering=0) as opened:
                while opened.readinto(buffer):
                    pass
        reading.append(time.perf_counter() - began)
        counting.append(Run(["wc", "-l"] + [str(file) for file in files], os.devnull).seconds)
    print("| one thread, files in the page cache | median s | min–max s | GB/s |\n| --- | --- | --- | --- |")
    for name, seconds in ("read(2) into 256 KiB, and nothing more", reading), ("`wc -l`", counting):
        print(f"| {name} | {statistics.median(seconds):.2f} | {span(seconds)} | {size / 1e9 / statistics.median(seconds):.2f} |")
    print(flush=True)


def print_runs(threads, name, runs, size, ratios):
    seconds = [run.seconds for run in runs]
    ratio = f"{statistics.median(ratios):.1f} ({span(ratios, 1)})" if ratios else ""
    print(
        f"| {threads} | {name} | {statistics.median(seconds):.2f} | {span(seconds)} "
        f"| {size / 1e9 / statistics.median(seconds):.2f} | {statistics.median(run.processor for run in runs):.1f} "
        f"| {max(run.memory for run in runs) / 1e6:.0f} | {ratio} |", flush=True)


def span(numbers, digits=2):
    return f"{min(numbers):.{digits}f}–{max(numbers):.{digits}f}"


def compare(ours, theirs):
    """Holds both results against each other: the same rows, equal counts, values alike.

    Medians are approximate on both sides, the more so the fewer requests there are. So they are compared for guilds with
    at least 400 requests, and one in twenty may be further off than 2 %.
    """
    def read(path):
        with open(path, newline="") as file:
            return {
                (row["guild_id"], row["scorer"], row["measure"]): [
                    float(row[name]) if row[name] else None for name in ("value", "numerator", "denominator")]
                for row in csv.DictReader(file) if not row["measure"].startswith("exit_reasons")}

    a, b = read(ours), read(theirs)
    if a.keys() != b.keys():
        odd = sorted(a.keys() ^ b.keys())
        sys.exit(f"Guildmark has {len(a):,} values and DuckDB {len(b):,}; the first that only one has is {odd[0]}.")
    medians = far = 0
    for key, (value, *counts) in a.items():
        other, *other_counts = b[key]
        if not all(x == y or math.isclose(x, y, rel_tol=1e-9) for x, y in zip(counts, other_counts)):
            sys.exit(f"{key}: Guildmark counts {counts} and DuckDB {other_counts}.")
        if key[2] == "median_first_response":
            if counts[1] >= 400:
                medians += 1
                far += not (value == other or math.isclose(value, other, rel_tol=0.02, abs_tol=1 / 120))
        elif not math.isclose(value, other, rel_tol=1e-4, abs_tol=1e-9):
            sys.exit(f"{key}: Guildmark has {value} and DuckDB {other}.")
    print(
        f"\nBoth have the same {len(a):,} values; of {medians:,} medians of at least 400 requests, "
        f"{far} differ by more than 2 %.")
    if far * 20 > medians:
        sys.exit("Those are too many.")


main()
