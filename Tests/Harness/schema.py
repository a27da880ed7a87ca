"""The JSON Schema of programmes held against an independent validator and against the program itself: it is a valid schema, accepts
every programme in Configs and Docs and what `guildmark init` writes, refuses the broken ones, and on programmes mutated at random
its verdict is that of `guildmark check`, but for kinds of mistakes that a schema can't see, which are listed below and in
Docs/Programmes.md. Run by `make schema-check`; prints what was counted, and exits with 1 where anything was wrong."""

import argparse
import collections
import concurrent.futures
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema

from broken_programmes import ALL, BROKEN
from programme_mutation import mutated
from plain_yaml import as_json, parse

parser = argparse.ArgumentParser()
parser.add_argument("--guildmark", required=True)
parser.add_argument("--mutants", type=int, default=500)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--show", metavar="KIND", help="print the mutants of a kind of difference, or `none`")
options = parser.parse_args()
GUILDMARK = os.path.abspath(options.guildmark)
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")

NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
# What the program refuses and a schema can't see: its name, as in Docs/Programmes.md, and what the message is.
KINDS = [(name, re.compile(pattern)) for name, pattern in [
    ("a key written twice", r"comes twice, first on line"),
    ("YAML that programmes do without", r"a programme has no (anchors|aliases|tags|merge keys|directives|`\?` keys)"),
    ("the size of a quantity with a unit", rf"cannot be `(half up to )?{NUMBER} *([dhms%]|days?|months?|tiers?|points?)?`; write "
     r"(a percentage|a share|events a broadcaster|a duration|whole days|[0-9]+ to [0-9]+ (months|tiers)|what scores are rounded)"),
    ("a day that the calendar has not", r"cannot be `[0-9]{4}-[0-9]{2}-[0-9]{2}`; write a date"),
    ("how a number is written", r"cannot be `([+-]?(0x[0-9a-fA-F]+|0o[0-7]+|[0-9]*\.?[0-9]*([eE][-+]?[0-9]+)?|\.(inf|nan|Inf|NaN)))`; "),
    ("too many decimals or digits", rf"cannot be `{NUMBER}`; write .*with at most (two|four|six|nine) decimals|"
     rf"cannot be `-?[0-9.]{{19,}}`; "),
    ("a number in quotes out of its range", rf"cannot be `{NUMBER}`; write (a (whole )?number|an amount|events a thousand)"),
    ("points beyond the programme's own scale", rf"cannot be `{NUMBER}( points?)?`; write points "),
    ("the ends of a scale", rf"`scale` cannot be `{NUMBER} to {NUMBER}`"),
    ("`true` and `false` in capitals", r"cannot be `(True|TRUE|False|FALSE)`; write `true` or `false`"),
    ("`~` and `null`, which are text", r"cannot be `(~|null|Null|NULL)`; "),
    ("nothing, where text is needed", r"has no `(name|how|reason|cap)`; |`clusters [0-9]+` is empty|`tier [0-9]+` is empty|"
     r"`(group_by|regions|guilds|tables|scorers) [0-9]+` is empty"),
    ("the same value twice", r"is the same as|the (tier|gate|exemption) `.*` comes twice|comes twice; take one of them out"),
    ("the order of tiers, bands and clusters", r"the tier starts at or above|the last tier must have|must rise"),
    ("curves that fall", r"earns fewer points than|must be better than `median`|must be above 0"),
    ("names that stand elsewhere in the programme", r"`cap` cannot be|has no tier `|does not use the scorer|the programme has no scorer|"
     r"no scorer of the programme reads a table|can't be exempted|there is no measure `brought\.|a cap at the best tier"),
    ("keys that must agree", r"asks for [0-9]+ and the programme has|goes by the weighted mean|goes with tiers by clusters|"
     r"with this `cushion`|cards would name two days|`to` is before `from`|scores cannot be rounded to|have weight 0|"
     r"has no `curve`; say|is only shown, so it has no|makes groups called"),
]]

faults = []


def fault(text):
    faults.append(text)
    print(f"WRONG: {text}")


def check(text, folder, name):
    """What the program says of a programme: the exit code, and its mistakes without their places."""
    path = f"{folder}/{name}.yaml"
    with open(path, "w") as file:
        file.write(text)
    run = subprocess.run([GUILDMARK, "check", "--programme", path], capture_output=True, text=True)
    lines = [re.sub(r"^(guildmark: )?.*?\.yaml:[0-9]+:[0-9]+: ", "", line) for line in run.stderr.splitlines()]
    return run.returncode, lines


def read(path):
    with open(path) as file:
        return file.read()


schema = json.loads(subprocess.run([GUILDMARK, "schema"], capture_output=True, check=True).stdout)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
print("the schema is one of draft 2020-12")


def errors(text):
    """What the schema has against a programme; `None` where YAML itself refuses it."""
    try:
        value = as_json(parse(text))
    except ValueError:
        return None
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(value)]


def subschemas(value):
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from subschemas(part)


def check_words():
    """Every key says what it is, and its default and examples are right."""
    keys = examples = 0
    for part in subschemas(schema):
        properties = part.get("properties", {}) if "additionalProperties" in part else {}
        for name, key in properties.items():
            keys += 1
            if not key.get("description"):
                fault(f"the key {name} has no description")
        if isinstance(part.get("description"), str):
            for example in part.get("examples", []) + [part[word] for word in ["default"] if word in part]:
                examples += 1
                found = list(validator.evolve(schema={**part, "$defs": schema["$defs"]}).iter_errors(example))
                if found:
                    fault(f"the example {json.dumps(example)} is wrong: {found[0].message}")
    print(f"{keys} keys say what they are; {examples} defaults and examples are right")


def good_programmes():
    for path in sorted(glob.glob(f"{ROOT}/Configs/*.yaml")):
        yield os.path.basename(path), read(path)
    for path in sorted(glob.glob(f"{ROOT}/Docs/*.md")):
        # Its programmes use a scorer that the reader writes, which no other executable has.
        if path.endswith("/WritingAScorer.md"):
            continue
        blocks = re.findall(r"```(\w*)\n(.*?)```", read(path), re.DOTALL)
        for number, (kind, text) in enumerate(blocks):
            mistakes = number + 1 < len(blocks) and blocks[number + 1][0] == "text"
            if kind == "yaml" and not mistakes:
                yield f"{os.path.basename(path)}, block {number + 1}", text if re.search(r"^scorers:", text, re.M) else ALL + text


def check_good(folder):
    count = 0
    for name, text in good_programmes():
        count += 1
        code, said = check(text, folder, "good")
        found = errors(text)
        if code != 0 or found:
            fault(f"{name} is good, and the program says {said}, the schema {found}")
    print(f"{count} programmes of Configs and Docs are accepted")


def check_broken(folder):
    for what, text in BROKEN:
        code, said = check(text, folder, "broken")
        if code != 78:
            fault(f"{what}: the program ends with {code} and says {said}")
        if errors(text) == []:
            fault(f"{what}: the schema accepts it; the program says {said}")
    print(f"{len(BROKEN)} broken programmes are refused")


def check_mutants(folder):
    bases = [read(path) for path in sorted(glob.glob(f"{ROOT}/Configs/*.yaml"))]
    texts = [mutated(bases, options.seed * 1_000_000 + number) for number in range(options.mutants)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(lambda pair: check(pair[1], folder, f"mutant{pair[0]}"), enumerate(texts)))
    counts, kinds = collections.Counter(), collections.Counter()
    for number, (text, (code, said)) in enumerate(zip(texts, verdicts)):
        found = errors(text)
        if code not in (0, 78):
            fault(f"mutant {number}: the program ends with {code}: {said}\n{text}")
        elif code == 0 and found != []:
            fault(f"mutant {number}: the program accepts it, and the schema says {found}\n{text}")
        elif code == 78 and found == []:
            counts["refused by the program alone"] += 1
            for message in said:
                kind = next((name for name, pattern in KINDS if pattern.search(message)), None)
                kinds[kind] += 1
                if kind is None:
                    fault(f"mutant {number}: the schema can't see, for no listed reason: {message}")
                if (kind or "none") == options.show:
                    print(f"{message}\n")
        else:
            counts["accepted by both" if code == 0 else "refused by both"] += 1
    print(f"{options.mutants} mutants (seed {options.seed}): " + ", ".join(f"{n} {what}" for what, n in counts.most_common()))
    for kind, number in kinds.most_common():
        print(f"  {number:4} mistakes: {kind}")


def check_page():
    page = read(f"{ROOT}/Docs/Programmes.md")
    for name, _ in KINDS:
        if f"| {name} |" not in page:
            fault(f"Docs/Programmes.md does not list what the schema can't see: {name}")


with tempfile.TemporaryDirectory() as folder:
    check_words()
    check_good(folder)
    check_broken(folder)
    check_mutants(folder)
check_page()
print(f"{len(faults)} faults" if faults else "all holds")
sys.exit(1 if faults else 0)
