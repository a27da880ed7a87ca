#!/usr/bin/env python3
"""How many instructions Guildmark takes for a row, function by function. Such counts repeat where times do not.

Only looking up guilds varies by some instructions, as each table of ids hashes with a number of its own.

usage: instructions.py --guildmark BINARY [--requests 100000,300000] [--swift swift] [--folder bench]

`measures` runs on one thread under valgrind's callgrind, on two platforms that differ in nothing but their requests. What one
takes more than the other, divided by the rows it has more, is what a row takes; all that a run takes once falls out.
"""
import argparse
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys

MONTH = "2026-10"


def main():
    options = parse()
    if not shutil.which("valgrind"):
        sys.exit("There is no valgrind: install its package (apt-get install valgrind) and run make again.")
    options.folder.mkdir(exist_ok=True)
    (few_rows, few), (many_rows, many) = (measured(number, options) for number in options.requests)
    rows = many_rows - few_rows
    costs = {name: (many[name] - few[name]) / rows for name in many}
    total = sum(costs.values())
    print(f"{rows:,} more requests; instructions a row:\n\n| function | a row | share |\n| --- | --- | --- |")
    shown = [name for name, cost in sorted(costs.items(), key=lambda item: -item[1]) if cost >= total / 500]
    for name, plain in zip(shown, demangled(shown, options)):
        print(f"| {f'`{plain}`'} | {costs[name]:.1f} | {costs[name] / total:.1%} |")
    rest = total - sum(costs[name] for name in shown)
    print(f"| all others | {rest:.1f} | {rest / total:.1%} |\n| **together** | **{total:.1f}** | |")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guildmark", required=True)
    parser.add_argument("--requests", type=lambda text: sorted(int(part) for part in text.split(",")), default=[100_000, 300_000])
    parser.add_argument("--swift", default="swift")
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("bench"))
    options = parser.parse_args()
    if len(options.requests) != 2 or options.requests[0] == options.requests[1]:
        parser.error("--requests takes two different numbers")
    return options


def measured(requests, options):
    """The rows of a platform with so many requests, and the instructions that each function takes to measure it."""
    data = options.folder / f"instructions-{requests}"
    if not data.exists():
        unfinished = data.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        run([options.guildmark, "simulate", "--quiet", "--out", unfinished, "--guilds", 500, "--broadcasters", 10_000,
             "--months", 3, "--last-month", MONTH, "--seed", 3, "--requests", requests])
        unfinished.rename(data)
    counts = options.folder / f"instructions-{requests}.callgrind"
    run(["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={counts}", options.guildmark, "measures", "--quiet",
         "--data", data, "--month", MONTH, "--threads", 1])
    functions = collections.Counter()
    for line in run(["callgrind_annotate", "--auto=no", "--threshold=100", counts]).splitlines():
        # 1,234,567 (12.34%)  path/File.swift:function [path/guildmark]
        found = re.match(r"\s*([\d,]+)\s+(?:\([^)]*\)\s+)?[^:]*:(.*?)(?:'\d+)?(?: \[[^]]*\])?$", line)
        if found:
            functions[found[2]] += int(found[1].replace(",", ""))
    with open(data / "requests.csv", "rb") as file:
        rows = sum(1 for _ in file) - 1
    return rows, functions


def demangled(names, options):
    """As one writes them in Swift, shortened."""
    lines = run([options.swift, "demangle", "--simplified", "--compact"] + names).splitlines()
    return [re.sub(r"^(?:function signature specialization|generic specialization) <.*?> of ", "", line)[:100] for line in lines]


def run(command):
    # Swift's own dictionaries hash alike then, so that their cost falls out.
    result = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, env=os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1"})
    if result.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{result.stderr}")
    return result.stdout


main()
