"""Programmes with a few changes at random, such as people make: values, keys, units, types and places."""

import copy
import json
import random
import re

from plain_yaml import parse

VALUES = """30 -1 0 0.0 1.0 -0 012 1e3 0x1F 0o17 +5 .5 5. 1_000 2.5 7.25 0.123456789 99 101 20000 1000001 99999999999999999999 yes NO on true
false True ~ null USD usd 90% 150% -5% 1.5% 0.9 97 0% 24h 1.5h 0.3s 30m 90d 7d 0d 400d 24 1:30 2_months 1_month 3_months 0_months 13_months 300_months
1_tier 20_tiers 2_points half_up_to_0.5 half_up_to_3 0_to_100 1_to_5 5_to_1 0_to_20000 Gold Bronze Diamond peers none reweight
geometric_mean lower_bound estimate identity percentile zscore clusters 2026-10-03 2026-02-30 region payouts requests retention memberships
higher lower share number hours""".split()
VALUES = [value.replace("_", " ") if " " not in value and re.match(r"[0-9a-z]+_(months?|tiers?|points|to_|up_)", value) else value
          for value in VALUES]
QUOTED = ["30", "5000000", "0.5", "1.5", "", " ", "true", "-3", "two words", "x" * 120, "line\nbreak"]
TREES = ["[]", "{}", "[1]", "[a, b]", "[a, a]", "{ points: { 1: 0, 2: 100 } }", "{ steps: { 90%: 60 } }", "{ name: Gold, from: 10 }",
         "{ above: 5% }", "{ clusters: [Gold, Silver] }", "[20, 200]", "[200, 20]", "{ lognormal: { p10: 8h, median: 1h } }",
         "{ zscore: { deviation: 0 } }", "{ minmax: }", "{ weight: 5 }"]
KEYS = """programme version currency window peers data scorers combine missing evidence tiers gates incentives contest scale rounding
adjustments consistency_bonus movement publication exemptions group_by at_least size_bands tolerate weight settings measures curve
points steps lognormal p10 median zscore minmax winsorise name from when cap reason immediate above below sure budget growth
commission_bonus traffic_coupons badge when_score_rises promote_after demote_after at_most cushion grace threshold_step corrections
appeals decide_within appeals_to how within shrink_to confidence score_on broadcasters title unit direction kind shown playbook
retention responsiveness brought complaint_rate payout_fairness 70% 0.9 5 let_go_rate exit_reasons upheld_per_1000
retention.attrition_rate complaint_rate.upheld_per_1000 brought.C01""".split()


def some_value(rng):
    draw = rng.random()
    if draw < 0.75:
        return ("scalar", rng.choice(VALUES), False)
    if draw < 0.85:
        return ("scalar", rng.choice(QUOTED), True)
    if draw < 0.9:
        return ("scalar", "", False)
    return parse(rng.choice(TREES))


def parts(node, path=()):
    """All nodes below, with their paths of places."""
    yield path, node
    if node[0] == "map":
        for place, (_, value) in enumerate(node[1]):
            yield from parts(value, path + (place,))
    elif node[0] == "list":
        for place, value in enumerate(node[1]):
            yield from parts(value, path + (place,))


def replaced(node, path, new):
    if not path:
        return new
    content = list(node[1])
    place = path[0]
    if node[0] == "map":
        content[place] = (content[place][0], replaced(content[place][1], path[1:], new))
    else:
        content[place] = replaced(content[place], path[1:], new)
    return (node[0], content)


def typo(word, rng):
    if not word:
        return "x"
    place = rng.randrange(len(word))
    return rng.choice([
        word[:place] + word[place + 1:], word[:place] + word[place] + word[place:], word.capitalize(), word.upper(),
        word.replace("_", "-"), word[:place] + rng.choice("abcxyz0%") + word[place + 1:]])


def respelled(text, rng):
    """Another way to write the same, or nearly."""
    number = re.match(r"-?[0-9]+(\.[0-9]+)?", text)
    if not number:
        return text.replace(" ", "  ")
    value, unit = number[0], text[number.end():]
    forms = [f"{value}.0{unit}" if "." not in value else f"{value}0{unit}", f"0{text}", text.replace(" ", "   ")]
    if unit == "%":
        forms.append(f"{float(value) / 100:.6f}")
    if unit == "h":
        forms += [f"{float(value) * 60:g}m", f"{float(value) / 24:g}d"]
    if unit == "d":
        forms += [f"{float(value) * 24:g}h", f"{value} days", f"{value} day"]
    return rng.choice(forms)


def changed(node, rng):
    """One change to a tree."""
    scalars = [(path, part) for path, part in parts(node) if part[0] == "scalar"]
    maps = [(path, part) for path, part in parts(node) if part[0] == "map" and part[1]]
    lists = [(path, part) for path, part in parts(node) if part[0] == "list" and part[1]]
    everything = [(path, part) for path, part in parts(node) if path]
    kind = rng.choice(["value"] * 4 + ["amount"] * 3 + ["typo", "unit", "quote", "drop", "rename", "double", "add", "add", "swap",
                       "move", "respell", "respell", "respell", "respell", "shape", "order", "item", "empty", "copy"])
    if kind in ("value", "amount", "typo", "unit", "quote", "empty", "respell") and scalars:
        path, (_, text, quoted) = rng.choice(scalars)
        if kind == "value":
            return replaced(node, path, some_value(rng))
        if kind == "empty":
            return replaced(node, path, ("scalar", "", False))
        if kind == "respell":
            return replaced(node, path, ("scalar", respelled(text, rng), quoted or rng.random() < 0.5))
        if kind == "quote":
            return replaced(node, path, ("scalar", text, not quoted))
        if kind == "typo":
            return replaced(node, path, ("scalar", typo(text, rng), quoted))
        number = re.match(r"-?[0-9.]+", text)
        if kind == "unit":
            return replaced(node, path, ("scalar", (number[0] if number else "5") + rng.choice(["", "%", "h", "d", " months", " tiers", "s"]), False))
        if number and kind == "amount":
            factor = rng.choice([0, -1, 10, 100, 0.1, 1.01, 1.5, 1000])
            return replaced(node, path, ("scalar", f"{float(number[0].strip('.')) * factor:g}" + text[number.end():], quoted))
        return node
    if kind == "order" and lists:
        path, (_, items) = rng.choice(lists)
        items = list(items)
        rng.shuffle(items)
        return replaced(node, path, ("list", items))
    if kind == "item" and lists:
        path, (_, items) = rng.choice(lists)
        place = rng.randrange(len(items))
        return replaced(node, path, ("list", rng.choice([
            items[:place] + items[place + 1:], items + [items[place]], items + [some_value(rng)], items * 12])))
    if kind == "shape" and everything:
        path, part = rng.choice(everything)
        return replaced(node, path, rng.choice([("list", [part]), ("map", [("weight", part)]), some_value(rng)]))
    if kind in ("swap", "copy") and len(everything) > 1:
        (one, first), (other, second) = rng.sample(everything, 2)
        if one[:len(other)] == other or other[:len(one)] == one:
            return node
        if kind == "copy":
            return replaced(node, one, second)
        return replaced(replaced(node, one, second), other, first)
    if not maps:
        return node
    path, (_, pairs) = rng.choice(maps)
    pairs = list(pairs)
    place = rng.randrange(len(pairs))
    if kind == "drop":
        del pairs[place]
    elif kind == "rename":
        pairs[place] = (rng.choice([typo(pairs[place][0], rng), rng.choice(KEYS)]), pairs[place][1])
    elif kind == "double":
        pairs.append(pairs[place])
    elif kind == "add":
        pairs.append((rng.choice(KEYS), some_value(rng)))
    elif kind == "order":
        rng.shuffle(pairs)
    elif kind == "move":
        moved = pairs.pop(place)
        tree = replaced(node, path, ("map", pairs))
        target, (_, others) = rng.choice([(path, part) for path, part in parts(tree) if part[0] == "map"])
        return replaced(tree, target, ("map", others + [moved]))
    return replaced(node, path, ("map", pairs))


def text_of(node, indent=0):
    """The tree as YAML, each key and item on a line of its own."""
    blanks = "  " * indent
    if node[0] == "scalar":
        return " " + (json.dumps(node[1], ensure_ascii=False) if node[2] or not plain(node[1]) else node[1])
    if not node[1]:
        return " {}" if node[0] == "map" else " []"
    if node[0] == "map":
        return "".join(f"\n{blanks}{key if plain(key) and key else json.dumps(key)}:{text_of(value, indent + 1)}" for key, value in node[1])
    return "".join(f"\n{blanks}-{text_of(value, indent + 1)}" for value in node[1])


def plain(text):
    """Whether it can stand without quotes."""
    return text == text.strip() and not re.search(r": |:$| #|\n|^[-?:,\[\]{}#&*!|>'\"%@`]( |$)|^[,\[\]{}#&*!|>'\"%@`]|^---", text)


def mutated(bases, seed):
    rng = random.Random(seed)
    node = parse(rng.choice(bases))
    # A programme of half a hundred measures alike would get most of the changes there.
    node = thinned(node, rng)
    for _ in range(rng.choice([1, 1, 1, 2, 2, 3])):
        node = changed(copy.deepcopy(node), rng)
    text = text_of(node).lstrip("\n") + "\n"
    if rng.random() < 0.02:
        text = rng.choice([text.replace(": ", ": &a ", 1), text.replace(": ", ": !t ", 1), text + "extra: *a\n"])
    return text


def thinned(node, rng):
    if node[0] == "map":
        pairs = [(key, thinned(value, rng)) for key, value in node[1]]
        return ("map", rng.sample(pairs, 12) if len(pairs) > 40 else pairs)
    return node if node[0] == "scalar" else ("list", [thinned(item, rng) for item in node[1]])
