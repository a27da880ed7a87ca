"""What movement does to how often tiers change, on simulated platforms whose qualities drift (Docs/Scoring.md).

Twelve months are published one after another into a ledger, by a programme with movement and by the same one without, for each
of some rules of movement. A guild's true
tier is what the programme makes of its expected values in truth.csv. A tier *flaps* where it goes back to what it was within three months
although the true tier stayed the same. A *true change* is one of the true tier by one that lasts, three months or more on either side; a
*clear* one is one by ten points or more of the true score, three months' mean before to three months' mean after.
"""

import argparse
import collections
import concurrent.futures
import csv
import json
import os
import shutil
import subprocess
import tempfile

from validity import true_score

LAST = (2026, 10)
MONTHS = 12
TIERS = ["Platinum", "Gold", "Silver", "Bronze"]
FLOORS = [85, 70, 55, 0]
# Points of the true score.
CLEAR = 10

RULES = ["{ promote_after: 2 months, demote_after: 2 months, at_most: 1 tier }", "{ cushion: 1.25 }"]

PROGRAMME = """
programme: Movement
peers: { at_least: 20 }
scorers:
  responsiveness:
  payout_fairness:
  retention: { window: 3 months }
  complaint_rate: { window: 3 months }
evidence: { shrink_to: peers }
"""


def months():
    """The rated months and the one after them."""
    last = LAST[0] * 12 + LAST[1] - 1
    return [f"{m // 12}-{m % 12 + 1:02}" for m in range(last - MONTHS + 1, last + 2)]


def tier_of(score):
    return next(i for i, floor in enumerate(FLOORS) if round(score, 6) >= floor)


def platform(arguments):
    guildmark, seed, drift, guilds, broadcasters, all_rules = arguments
    folder = tempfile.mkdtemp(prefix="movement")
    try:
        data = os.path.join(folder, "data")
        subprocess.run(
            [guildmark, "simulate", "--out", data, "--guilds", str(guilds), "--broadcasters", str(broadcasters), "--drift",
             str(drift), "--months", str(MONTHS + 3), "--last-month", f"{LAST[0]}-{LAST[1]:02}", "--seed", str(seed)],
            check=True, capture_output=True)
        truth = collections.defaultdict(dict)
        with open(os.path.join(data, "truth.csv")) as file:
            for row in csv.DictReader(file):
                truth[row["guild_id"], row["month"]][row["quantity"]] = float(row["value"])
        found = {"none": {}, "true": {}, "score": {}} | {rules: {} for rules in all_rules}
        for rules in all_rules:
            publish(guildmark, folder, data, rules, truth, found)
        return found
    finally:
        shutil.rmtree(folder)


def publish(guildmark, folder, data, rules, truth, found):
    """Publishes all months in a ledger of their own, and notes what became of every guild."""
    programme, ledger = os.path.join(folder, "programme.yaml"), os.path.join(folder, "ledger.sqlite")
    with open(programme, "w") as file:
        file.write(PROGRAMME + f"movement: {rules}\n")
    for ending in ["", "-wal", "-shm"]:
        if os.path.exists(ledger + ending):
            os.remove(ledger + ending)
    subprocess.run([guildmark, "ledger", "create", ledger], check=True, capture_output=True)
    for place, (month, next_month) in enumerate(zip(months(), months()[1:])):
        rated = ["--programme", programme, "--data", data, "--month", month, "--threads", "1", "--quiet"]
        out = os.path.join(folder, "report")
        subprocess.run(
            [guildmark, "publish", "--final", "--on", f"{next_month}-05", "--ledger", ledger, "--out", out, *rated],
            check=True, capture_output=True)
        with open(os.path.join(out, "ratings.json")) as file:
            record = json.load(file)
        for guild in record["guilds"]:
            if guild["score"] is None:
                continue
            key = guild["guild_id"]
            found[rules].setdefault(key, {})[place] = TIERS.index(guild["tier"])
            earned = (guild["movement"] or {}).get("earned", guild["tier"])
            found["none"].setdefault(key, {})[place] = TIERS.index(earned)
            score = true_score(record, guild, truth[key, month])
            found["score"].setdefault(key, {})[place] = score
            found["true"].setdefault(key, {})[place] = tier_of(score)


def whole(tiers):
    """Those of guilds that were rated in every month."""
    return {guild: [own[m] for m in range(MONTHS)] for guild, own in tiers.items() if len(own) == MONTHS}


def changes(series):
    return sum(a != b for a, b in zip(series, series[1:]))


def flaps(series, true):
    """Changes that are taken back within three months while the true tier stays."""
    count = 0
    for m in range(1, len(series)):
        if series[m] == series[m - 1]:
            continue
        for back in range(m + 1, min(m + 4, len(series))):
            if series[back] == series[m - 1] and len(set(true[m - 1:back + 1])) == 1:
                count += 1
                break
    return count


def true_changes(true):
    """Where the true tier changes by one, having been and staying the same for three months at least."""
    return [
        m for m in range(3, len(true) - 3)
        if abs(true[m] - true[m - 1]) == 1 and len(set(true[m - 3:m])) == 1 and len(set(true[m:m + 4])) == 1
    ]


def is_clear(scores, m):
    return abs(sum(scores[m:m + 3]) - sum(scores[m - 3:m])) / 3 >= CLEAR


def lag(series, true, m):
    """Months until the tier has gone as far as the true one; None if not within the year."""
    falls = true[m] > true[m - 1]
    for later in range(m, len(series)):
        if series[later] >= true[m] if falls else series[later] <= true[m]:
            return later - m
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--guildmark", required=True)
    parser.add_argument("--platforms", type=int, default=10)
    parser.add_argument("--guilds", type=int, default=100)
    parser.add_argument("--broadcasters", type=int, default=6000)
    parser.add_argument("--drift", type=float, default=0.03, help="of qualities a month, a standard deviation")
    parser.add_argument("--rules", action="append", help="of movement; may be given several times")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    all_rules = options.rules or RULES
    print(f"{options.platforms} platforms of {options.guilds} guilds, drift {options.drift}")
    arguments = [
        (options.guildmark, seed, options.drift, options.guilds, options.broadcasters, all_rules)
        for seed in range(1, options.platforms + 1)
    ]
    kinds = ["none", *all_rules, "true"]
    totals = {kind: collections.Counter() for kind in kinds}
    lags = {kind: [] for kind in kinds}
    clear = {kind: [] for kind in kinds}
    guilds = 0
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for found in pool.map(platform, arguments):
            true, scores = whole(found["true"]), whole(found["score"])
            guilds += len(true)
            for kind in kinds:
                for guild, series in sorted(whole(found[kind]).items()):
                    totals[kind]["changes"] += changes(series)
                    totals[kind]["flaps"] += flaps(series, true[guild])
                    totals[kind]["right"] += sum(a == b for a, b in zip(series, true[guild]))
                    found_lags = {m: lag(series, true[guild], m) for m in true_changes(true[guild])}
                    lags[kind] += found_lags.values()
                    clear[kind] += [own for m, own in found_lags.items() if is_clear(scores[guild], m)]
    years = guilds * (MONTHS - 1) / 12
    print(f"{guilds} guilds over {MONTHS} months; lasting true changes by one tier: {len(lags['true'])}, clear ones: {len(clear['true'])}")
    print("| tiers | changes a guild and year | of them flaps | in the true tier | true changes followed within 3 months | of those that each month's score follows | clear ones |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind in kinds:
        total = totals[kind]
        kept = [own for own, scored in zip(lags[kind], lags["none"]) if is_followed(scored)]
        name = {"none": "as each month earns", "true": "true"}.get(kind, f"`{kind}`")
        row = [name, f"{total['changes'] / years:.2f}", f"{total['flaps'] / years:.2f}",
               f"{100 * total['right'] / (guilds * MONTHS):.1f} %", followed(lags[kind]), followed(kept), followed(clear[kind])]
        print("| " + " | ".join(row) + " |")



def is_followed(lag):
    return lag is not None and lag <= 3


def followed(lags):
    """The share that is followed within three months, and the median of the months it takes."""
    if not lags:
        return "none"
    ordered = sorted(99 if own is None else own for own in lags)
    return f"{100 * sum(map(is_followed, lags)) / len(ordered):.1f} % (median {ordered[len(ordered) // 2]})"


if __name__ == "__main__":
    main()
