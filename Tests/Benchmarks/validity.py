"""How true intervals and tier probabilities are, on simulated platforms whose truth is known (Docs/Evidence.md).

Each platform is simulated without drift, so that a guild's expected values are the same in every month, and rated with and
without shrinkage. A measure's truth stands in truth.csv; the truth of a score is what the programme makes of the true values,
worked out here from the curves and weights in the record.
"""

import argparse
import collections
import concurrent.futures
import csv
import json
import math
import os
import random
import shutil
import subprocess
import tempfile

PROGRAMME = """
programme: Validity
peers: {{ at_least: 20 }}
scorers:
  responsiveness:
  payout_fairness:
  retention: {{ window: 3 months }}
  complaint_rate: {{ window: 3 months }}
evidence: {{ shrink_to: {shrink}, confidence: 90% }}
tiers:
  - {{ name: Platinum, from: 85 }}
  - {{ name: Gold, from: 70 }}
  - {{ name: Silver, from: 55 }}
  - {{ name: Bronze, from: 0 }}
"""
MONTH = "2026-10"
BANDS = [(0, 15, "under 15"), (15, 30, "15 to 29"), (30, 100, "30 to 99"), (100, 10**9, "100 and more")]
# What is undecided at the end of a month is the platform's backlog: its truth depends on the window.
WITHOUT_TRUTH = {"pending_share"}


def points(curve, value, direction):
    if value is None:
        return 0.0
    if "points" in curve:
        anchors = curve["points"]
        if value <= anchors[0][0]:
            return anchors[0][1]
        if value >= anchors[-1][0]:
            return anchors[-1][1]
        for (x0, y0), (x1, y1) in zip(anchors, anchors[1:]):
            if value < x1:
                return y0 + (value - x0) / (x1 - x0) * (y1 - y0)
    p10, median = curve["lognormal"]["p10"], curve["lognormal"]["median"]
    return 50 * math.erfc(math.log(value / median) * 0.9061938024368232 / -math.log(p10 / median))


def true_score(record, guild, truth):
    """The programme's score of the true values, over the measures that the guild has data of."""
    total = weights = 0.0
    for coverage, scorer in zip(record["coverage"], guild["scorers"]):
        have = {m["id"] for m in scorer["measures"] if m["points"] is not None}
        parts = [
            (m["weight"], points(m["curve"], truth[f"{coverage['id']}.{m['id']}"], m["direction"]))
            for m in coverage["measures"]
            if m["curve"] is not None and m["id"] in have
        ]
        if parts:
            own = sum(w * p for w, p in parts) / sum(w for w, _ in parts)
            total += coverage["weight"] * own
            weights += coverage["weight"]
    return total / weights


def tier_of(score):
    return next(i for i, floor in enumerate([85, 70, 55, 0]) if round(score, 6) >= floor)


def kendall(pairs):
    """Kendall's tau-b."""
    agree = ties_x = ties_y = count = 0
    for i in range(len(pairs)):
        for j in range(i):
            dx, dy = pairs[i][0] - pairs[j][0], pairs[i][1] - pairs[j][1]
            count += 1
            ties_x += dx == 0
            ties_y += dy == 0
            agree += (dx * dy > 0) - (dx * dy < 0)
    spread = math.sqrt((count - ties_x) * (count - ties_y))
    return agree / spread if spread else float("nan")


def platform(arguments):
    """Rates one platform; returns lists of plain numbers."""
    guildmark, seed, differ, guilds, broadcasters = arguments
    folder = tempfile.mkdtemp(prefix="validity")
    try:
        data = os.path.join(folder, "data")
        subprocess.run(
            [guildmark, "simulate", "--out", data, "--guilds", str(guilds), "--broadcasters", str(broadcasters),
             "--drift", "0", "--months", "4", "--last-month", MONTH, "--seed", str(seed),
             "--broadcasters-differ", str(differ)], check=True, capture_output=True)
        truth = collections.defaultdict(dict)
        with open(os.path.join(data, "truth.csv")) as file:
            for row in csv.DictReader(file):
                if row["month"] == MONTH:
                    truth[row["guild_id"]][row["quantity"]] = float(row["value"])
        # Guilds that open or close in those months: their truth is approximate.
        steady = set()
        with open(os.path.join(data, "guilds.csv")) as file:
            for row in csv.DictReader(file):
                if row["onboarded_on"] < "2026-06-01" and not row["closed_on"]:
                    steady.add(row["guild_id"])
        found = {}
        for shrink in ("none", "peers"):
            programme = os.path.join(folder, f"{shrink}.yaml")
            with open(programme, "w") as file:
                file.write(PROGRAMME.format(shrink=shrink))
            output = subprocess.run(
                [guildmark, "rate", "--programme", programme, "--data", data, "--month", MONTH, "--format", "json",
                 "--threads", "1"], check=True, capture_output=True).stdout
            record = json.loads(output)
            measures, scores = [], []
            for guild in record["guilds"]:
                if guild["guild_id"] not in steady:
                    continue
                size, own = guild["broadcasters"], truth[guild["guild_id"]]
                for coverage, scorer in zip(record["coverage"], guild["scorers"]):
                    for m in scorer["measures"]:
                        if m["part"] is not None or m["interval"] is None or m["id"] in WITHOUT_TRUTH:
                            continue
                        value = own[f"{coverage['id']}.{m['id']}"]
                        low, high = m["interval"]["low"], m["interval"]["high"]
                        inside = low <= value and (high is None or value <= high)
                        error = None if m["estimate"] is None else m["estimate"] - value
                        measures.append((m["id"], size, inside, error, value < low))
                if guild["score"] is not None:
                    true = true_score(record, guild, own)
                    interval = guild["interval"]
                    inside = interval["low"] - 0.005 <= true <= interval["high"] + 0.005
                    scores.append(
                        (size, inside, guild["score"], true, list(guild["tier_probabilities"].values()), tier_of(true),
                         true < interval["low"]))
            found[shrink] = (measures, scores)
        effects = {m["id"]: m["design_effect"] for c in record["coverage"] for m in c["measures"]}
        return found, effects
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def band(size):
    return next(name for low, high, name in BANDS if low <= (size or 0) < high)


def percent(flags):
    return f"{100 * sum(flags) / len(flags):5.1f}" if flags else "    –"


def report(title, results):
    names = [name for _, _, name in BANDS]
    for shrink in ("none", "peers"):
        print(f"\n### {title}, {'leaning on peers' if shrink == 'peers' else 'each guild by itself'}\n")
        print("| measure | all | " + " | ".join(names) + " | truth below | guilds |")
        print("| --- |" + " ---: |" * (len(names) + 3))
        rows = collections.defaultdict(list)
        for found, _ in results:
            for m in found[shrink][0]:
                rows[m[0]].append(m)
        for measure, own in rows.items():
            cells = [percent([m[2] for m in own if band(m[1]) == name]) for name in names]
            print(f"| {measure} | {percent([m[2] for m in own])} | " + " | ".join(cells)
                  + f" | {percent([m[4] for m in own])} | {len(own)} |")
        own = [s for found, _ in results for s in found[shrink][1]]
        cells = [percent([s[1] for s in own if band(s[0]) == name]) for name in names]
        print(f"| **overall score** | {percent([s[1] for s in own])} | " + " | ".join(cells)
              + f" | {percent([s[6] for s in own])} | {len(own)} |")

    print(f"\n### {title}, shrinkage against none\n")
    print("| size | Kendall's τ, none | peers | mean squared error of the score, none | peers |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name in ["all"] + names:
        cells = []
        for shrink in ("none", "peers"):
            taus, errors = [], []
            for found, _ in results:
                own = [s for s in found[shrink][1] if name in ("all", band(s[0]))]
                if len(own) >= 5:
                    taus.append(kendall([(s[2], s[3]) for s in own]))
                errors += [(s[2] - s[3]) ** 2 for s in own]
            taus = [t for t in taus if t == t]
            cells.append((sum(taus) / len(taus) if taus else float("nan"), sum(errors) / max(1, len(errors))))
        tau = [f"{c[0]:.3f}" if c[0] == c[0] else "–" for c in cells]
        print(f"| {name} | {tau[0]} | {tau[1]} | {cells[0][1]:.1f} | {cells[1][1]:.1f} |")
    print("\n| measure | root of the mean squared error, none | peers |")
    print("| --- | ---: | ---: |")
    errors = {s: collections.defaultdict(list) for s in ("none", "peers")}
    for found, _ in results:
        for shrink in errors:
            for m in found[shrink][0]:
                if m[3] is not None:
                    errors[shrink][m[0]].append(m[3] ** 2)
    for measure in errors["none"]:
        a, b = (math.sqrt(sum(errors[s][measure]) / len(errors[s][measure])) for s in ("none", "peers"))
        print(f"| {measure} | {a:.4g} | {b:.4g} |")

    print(f"\n### {title}, tier probabilities\n")
    print("| said | none: came true | cases | peers: came true | cases |")
    print("| --- | ---: | ---: | ---: | ---: |")
    bins = {s: collections.defaultdict(list) for s in ("none", "peers")}
    for found, _ in results:
        for shrink in bins:
            for s in found[shrink][1]:
                for tier, probability in enumerate(s[4]):
                    bins[shrink][min(9, int(probability * 10))].append((probability, tier == s[5]))
    for i in range(10):
        cells = []
        for shrink in ("none", "peers"):
            own = bins[shrink][i]
            cells.append(f"{percent([hit for _, hit in own])} (said {100 * sum(p for p, _ in own) / max(1, len(own)):.1f}) | {len(own)}")
        print(f"| {i * 10} to {i * 10 + 10} % | " + " | ".join(cells) + " |")
    effects = collections.defaultdict(list)
    for _, own in results:
        for measure, effect in own.items():
            if effect is not None:
                effects[measure].append(effect)
    print("\nDesign effects, mean: "
          + ", ".join(f"{m} {sum(e) / len(e):.2f}" for m, e in effects.items()) + ".")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guildmark", default=".build/release/guildmark")
    parser.add_argument("--platforms", type=int, default=200)
    parser.add_argument("--guilds", type=int, default=60)
    parser.add_argument("--broadcasters", type=int, default=3000)
    parser.add_argument("--differ", default="0,0.3")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    for differ in options.differ.split(","):
        title = "Broadcasters alike" if float(differ) == 0 else f"Broadcasters who differ ({differ})"
        work = [(options.guildmark, seed, differ, options.guilds, options.broadcasters)
                for seed in range(1, options.platforms + 1)]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            report(title, list(pool.map(platform, work)))


if __name__ == "__main__":
    main()
