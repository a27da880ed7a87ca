#!/usr/bin/env python3
"""Does what a page says, from top to bottom, in a copy of the checkout: so that the page can't rot.

- A block `sh` is run; it must succeed.
- A block without a language, behind such a one, holds lines of its output.
- A block behind "Write `FILE`:" is written to that file.
- A block behind "In `FILE`…:" must stand in it.
- Any other block of Swift must stand in a file of Examples.

The copy is mounted in the place of the checkout, for this process alone, so that its build folder is of use. Where that is not
allowed the copy is used where it is, and all is built anew, which takes some minutes more.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

LEFT_OUT = {"demo", "bench", ".build-asan"}


def blocks(page):
    """Each fenced block: its line, its language, its text, and the paragraph before it."""
    pattern = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    end = 0
    for match in pattern.finditer(page):
        before = page[end:match.start()].strip().rsplit("\n\n", 1)[-1].replace("\n", " ")
        end = match.end()
        yield page.count("\n", 0, match.start()) + 1, match[1], match[2], before


class Rotten(Exception):
    pass


def run(text, folder):
    print("$ " + text.strip().replace("\n", "\n$ "), flush=True)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"})
    lines = done.stdout.splitlines()
    print("\n".join("  " + line for line in lines[-12:]), flush=True)
    # What a closed pipe ends (`| head`) is no failure.
    if done.returncode not in (0, 141):
        print(done.stdout)
        raise Rotten(f"the command ended with {done.returncode}")
    return lines


def stands(text, file):
    return text.strip("\n") in file.read_text()


def walk(page, folder):
    output = None
    for line, language, text, before in blocks(page.read_text()):
        try:
            write = re.search(r"Write `([^`]+)`:$", before)
            inside = re.search(r"\bIn `([^`]+)`[^`]*:$", before)
            if language == "sh":
                output = run(text, folder)
            elif write:
                print(f"writes {write[1]}", flush=True)
                (folder / write[1]).write_text(text)
            elif inside:
                if not stands(text, folder / inside[1]):
                    raise Rotten(f"{inside[1]} has no such lines")
            elif language == "":
                missing = [each for each in text.splitlines() if output is not None and each not in output]
                if output is None or missing:
                    raise Rotten("the command before did not say:\n" + "\n".join(missing))
            elif language == "swift":
                if not any(stands(text, file) for file in (folder / "Examples").rglob("*.swift")):
                    raise Rotten("no file of Examples has these lines")
            else:
                raise Rotten(f"nobody knows what to do with a block of {language}")
        except (Rotten, OSError) as problem:
            sys.exit(f"{page.relative_to(folder)}:{line}: {problem}")


def copy(checkout, place):
    """Times and all: what is built is told from what is stale by them."""
    entries = [str(entry) for entry in checkout.iterdir() if entry.name not in LEFT_OUT]
    subprocess.run(["cp", "-a", "--reflink=auto"] + entries + [str(place)], check=True)


def unsharing():
    """What starts a command with mounts of its own, where that is allowed."""
    for command in (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]):
        try:
            if subprocess.run(command + ["true"], capture_output=True).returncode == 0:
                return command
        except FileNotFoundError:
            return None
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("--in-place", action="store_true", help="this is the copy")
    arguments = parser.parse_args()
    checkout = pathlib.Path.cwd()
    page = arguments.page.resolve()
    if arguments.in_place:
        return walk(page, checkout)
    place = pathlib.Path(tempfile.mkdtemp(prefix="guildmark-tutorial."))
    try:
        copy(checkout, place)
        again = [sys.executable, str(page.parents[1] / "Tests/Harness/tutorial.py"), "--in-place"]
        unshare = unsharing()
        if unshare:
            script = 'mount --bind "$1" "$2" && cd "$2" && shift 2 && exec "$@"'
            command = unshare + ["bash", "-c", script, "-", str(place), str(checkout)] + again + [str(page)]
            code = subprocess.run(command).returncode
        else:
            print("Mounts are not allowed here, so all is built anew.", flush=True)
            shutil.rmtree(place / ".build", ignore_errors=True)
            command = again + [str(place / page.relative_to(checkout))]
            code = subprocess.run(command, cwd=place).returncode
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if code == 0:
        print(f"{page.relative_to(checkout)} holds.")
    sys.exit(code)


main()
