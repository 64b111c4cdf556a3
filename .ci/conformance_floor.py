#!/usr/bin/env python3
"""Compares a report of the conformance suite with the scenarios that passed before.

usage: conformance_floor.py REPORT.json FLOOR.txt [--write]

FLOOR.txt holds one line a scenario: its id and how many of its steps passed. A scenario that now passes fewer steps
is a regression (exit 1). --write replaces the floor by what the report says.
"""
import json
import sys


def main(arguments):
    if len(arguments) < 2:
        print(__doc__)
        return 2
    report, floor = arguments[0], arguments[1]
    with open(report, encoding="utf-8") as file:
        passed = {s["id"]: s["passed"] for s in json.load(file)["scenarios"]}
    if "--write" in arguments:
        with open(floor, "w", encoding="utf-8") as file:
            file.writelines("%s %d\n" % item for item in sorted(passed.items()))
        return 0
    with open(floor, encoding="utf-8") as file:
        before = {name: int(count) for name, count in (line.split() for line in file if line.strip())}
    lost = ["%s: %d steps passed before, now %d" % (name, count, passed.get(name, 0))
            for name, count in sorted(before.items()) if passed.get(name, 0) < count]
    for line in lost:
        print("conformance regression: " + line)
    gained = sum(passed.values()) - sum(before.values())
    if not lost and gained > 0:
        print("%d more conformance steps pass than .ci/conformance-floor.txt says: raise it with --write" % gained)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
