"""Publications killed by SIGKILL at random moments, half of them while the ledger is being written, and publications on a disk that
is full. After each, the ledger must verify, hold exactly what it held before or what it should hold now, and take the publication
when it is run again. Run by `make kill`; prints what was counted, and exits with 1 where anything was wrong."""

import argparse
import collections
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--guildmark", required=True)
parser.add_argument("--kills", type=int, default=200)
parser.add_argument("--full", type=int, default=40, help="publications on a full disk")
parser.add_argument("--guilds", type=int, default=400)
parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
options = parser.parse_args()
GUILDMARK = os.path.abspath(options.guildmark)
MONTHS = [f"2026-{number:02}" for number in range(1, 9)]
MEASURES = [f"m{number}" for number in range(12)]
rng = random.Random(options.seed)
print(f"seed {options.seed}")


def write_platform(folder):
    """Guilds with a dozen figures a month, brought along: little to rate, and much to write."""
    draw = random.Random(1)
    guilds = [f"G{number:05}" for number in range(options.guilds)]
    with open(f"{folder}/guilds.csv", "w") as file:
        file.write("guild_id,name\n" + "".join(f"{guild},Guild {guild}\n" for guild in guilds))
    with open(f"{folder}/measures.csv", "w") as file:
        file.write("guild_id,month,measure,value\n")
        for month in MONTHS:
            for guild in guilds:
                file.writelines(f"{guild},{month},{measure},{draw.uniform(0, 100):.4f}\n" for measure in MEASURES)
    with open(f"{folder}/p.yaml", "w") as file:
        file.write(
            "evidence: { at_least: { broadcasters: 0, scorers: 1 } }\n"
            "movement: { promote_after: 2 months, demote_after: 2 months }\nscorers:\n  brought:\n    measures:\n"
            + "".join(f"      {measure}: {{ curve: identity }}\n" for measure in MEASURES))


# Each month provisional, then final: what follows on what.
STEPS = [(month, degree) for month in MONTHS for degree in ("--provisional", "--final")]


def command(data, ledger, step):
    month, degree = STEPS[step]
    day = f"2026-{int(month[5:]) + 1:02}-0{3 if degree == '--provisional' else 9}"
    return [GUILDMARK, "publish", degree, "--on", day, "--programme", f"{data}/p.yaml", "--data", data, "--month", month,
            "--ledger", ledger, "--quiet"]


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True)


def history(ledger):
    result = run(GUILDMARK, "history", "--ledger", ledger, "--format", "csv")
    return result.stdout.splitlines()[1:] if result.returncode == 0 else None


def begin(ledger):
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(ledger + ending):
            os.remove(ledger + ending)
    subprocess.run([GUILDMARK, "ledger", "create", ledger], check=True, stderr=subprocess.DEVNULL)


def size(path):
    return os.path.getsize(path) if os.path.exists(path) else 0


counts = collections.Counter()
wrong = []


def check(ledger, data, step, reference, what):
    """What must hold whenever a publication was cut short; then the next run."""
    verified = run(GUILDMARK, "ledger", "verify", ledger)
    if verified.returncode != 0:
        wrong.append(f"{what}: verify says {verified.returncode}: {verified.stdout}{verified.stderr}")
    state = history(ledger)
    if state == reference[:step]:
        counts[f"{what}, as it was"] += 1
    elif state == reference[:step + 1]:
        counts[f"{what}, as it should be"] += 1
    else:
        wrong.append(f"{what}: the ledger holds something else at step {step}")
    again = run(*command(data, ledger, step))
    if again.returncode != 0 or history(ledger) != reference[:step + 1]:
        wrong.append(f"{what}: the next run says {again.returncode}: {again.stderr}")


def kill(data, ledger, step, reference, times, in_writing):
    """Kills one publication, at any moment or once the ledger has begun to grow; false if it was over before."""
    (until_writing, writing) = times
    process = subprocess.Popen(
        command(data, ledger, step), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if in_writing:
        while size(f"{ledger}-wal") == 0 and process.poll() is None:
            time.sleep(0.0002)
        time.sleep(rng.uniform(0, writing))
    else:
        time.sleep(rng.uniform(0, until_writing + writing))
    process.send_signal(signal.SIGKILL)
    if process.wait() == 0:
        check(ledger, data, step, reference, "ended before it could be killed")
        return False
    grown = size(f"{ledger}-wal") > 0
    check(ledger, data, step, reference, "killed while writing" if grown else "killed before or after writing")
    return True


def measure(data, ledger):
    """Seconds until writing begins, and that it takes; the states a ledger goes through."""
    begin(ledger)
    times = []
    for step in range(len(STEPS)):
        start = time.perf_counter()
        process = subprocess.Popen(command(data, ledger, step), stdout=subprocess.DEVNULL)
        began = None
        while process.poll() is None:
            if began is None and size(f"{ledger}-wal") > 0:
                began = time.perf_counter()
            time.sleep(0.0002)
        if process.returncode != 0:
            sys.exit(f"a publication that nobody killed says {process.returncode}")
        end = time.perf_counter()
        times.append(((began or end) - start, end - (began or end)))
    middle = sorted(times)[len(times) // 2]
    return middle, history(ledger), size(ledger) // len(STEPS)


def fill(data, folder, reference, growth):
    """Publications on a disk with too little room: a file system of its own where that may be made, else a limit on files."""
    disk = f"{folder}/disk"
    os.mkdir(disk)
    mounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk).returncode == 0
    try:
        ledger = f"{disk}/l.sqlite"
        begin(ledger)
        step = 0
        for _ in range(options.full):
            if step == len(STEPS):
                begin(ledger)
                step = 0
            before = size(ledger)
            # Once in the file beside the ledger, and once in the ledger.
            need = 3 * growth
            if mounted:
                room = shutil.disk_usage(disk).free
                with open(f"{disk}/filler", "wb") as file:
                    file.write(bytes(max(0, room - rng.randrange(0, need))))
                result = run(*command(data, ledger, step))
            else:
                limit = (before + rng.randrange(0, need)) // 1024
                result = run("bash", "-c", f'ulimit -f {limit}; exec "$@"', "-", *command(data, ledger, step))
            counts[f"full disk, exit code {result.returncode}"] += 1
            if result.returncode not in (0, 73):
                wrong.append(f"full disk: exit code {result.returncode}: {result.stderr}")
            if result.returncode == 73 and "Traceback" not in result.stderr and result.stderr.count("\n") != 1:
                wrong.append(f"full disk: more than a line: {result.stderr}")
            if history(ledger) not in (reference[:step], reference[:step + 1]):
                wrong.append("full disk: what there is can't be read while it is full")
            if mounted:
                os.remove(f"{disk}/filler")
            check(ledger, data, step, reference, "full disk")
            step += 1
    finally:
        if mounted:
            run("umount", disk)
    counts["full disk: " + ("a file system of 64 MB" if mounted else "a limit on files")] = options.full


with tempfile.TemporaryDirectory() as folder:
    write_platform(folder)
    ledger = f"{folder}/l.sqlite"
    times, reference, growth = measure(folder, ledger)
    print(f"a publication takes {1000 * times[0]:.0f} ms until it writes, and {1000 * times[1]:.0f} ms from then on;"
          f" it adds {growth / 1000:.0f} kB")
    step = len(STEPS)
    kills = 0
    while kills < options.kills:
        if step == len(STEPS):
            begin(ledger)
            step = 0
        kills += kill(folder, ledger, step, reference, times, in_writing=kills % 2 == 0)
        step += 1
    fill(folder, folder, reference, growth)

for what, count in sorted(counts.items()):
    print(f"{count:5}  {what}")
for problem in wrong:
    print(problem)
print("wrong:", len(wrong))
sys.exit(1 if wrong else 0)
