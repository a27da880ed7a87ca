"""Ten years of 10,000 guilds in a ledger: how long it takes to store a month, to read the history that rating goes by, to show a
guild's months and to verify it all, and how large the file is. Run by `make ledger-bench`; prints a table."""

import argparse
import os
import resource
import statistics
import subprocess
import time

parser = argparse.ArgumentParser()
parser.add_argument("--guildmark", required=True)
parser.add_argument("--benchmark", required=True)
parser.add_argument("--programme", default="Configs/monthly.yaml")
parser.add_argument("--guilds", type=int, default=10_000)
parser.add_argument("--months", type=int, default=120)
parser.add_argument("--folder", default="bench/ledger")
options = parser.parse_args()

tables = f"{options.folder}/tables-{options.guilds}"
ledger = f"{options.folder}/guildmark.sqlite"
os.makedirs(options.folder, exist_ok=True)
if not os.path.exists(f"{tables}/guilds.csv"):
    subprocess.run(
        [options.guildmark, "simulate", "--out", tables, "--guilds", str(options.guilds), "--broadcasters",
         str(options.guilds * 12), "--months", "3", "--last-month", "2026-10", "--seed", "7", "--quiet"], check=True)
for ending in ["", "-wal", "-shm"]:
    if os.path.exists(ledger + ending):
        os.remove(ledger + ending)

output = subprocess.run(
    [options.benchmark, options.programme, tables, "2026-10", ledger, str(options.months)], check=True,
    capture_output=True, text=True).stdout
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
rows = [line.split(",") for line in output.splitlines()]
reading, reading_work, storing, storing_work = ([float(row[column]) for row in rows] for column in range(1, 5))


def timed(*arguments, runs=7):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([options.guildmark, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return times


def line(what, times):
    print(f"{what:<44} {statistics.median(times):8.3f} s   {max(times):8.3f} s")


megabytes = os.path.getsize(ledger) / 1e6
print(f"{options.months} months of {options.guilds} guilds: {megabytes:.0f} MB, {megabytes / options.months:.1f} MB a month;"
      f" at most {peak:.0f} MB of memory\n")
print(f"{'':<44} {'median':>8}     {'most':>8}")
line("store a month", storing)
line("  of the processors", storing_work)
line("read the history of eleven months", reading[11:] or reading)
line("  of the processors", reading_work[11:] or reading_work)
line("history GUILD", timed("history", "--ledger", ledger, "G00042" if options.guilds > 9999 else "G0042"))
line("history", timed("history", "--ledger", ledger))
line("ledger verify", timed("ledger", "verify", ledger, runs=1))
