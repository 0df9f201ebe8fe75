#!/usr/bin/env python3
"""Prints how long a refused login takes: for known, disabled and unknown names, in files that mix kinds of hashes.

    benches/login_times.py [--tokenry PATH] [--rounds N] [--accounts N]

All names of a file are tried in turn, round after round, so that whatever else the machine does befalls each of them;
what is printed are the medians, by the clock and of the processor's time, and how far those of a file are apart. On a
machine that has other things to do the processor's time is the one to look at. Build with --release first.
"""

import argparse
import base64
import json
import os
import random
import resource
import statistics
import subprocess
import tempfile
import time

BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def argon2id(parameters):
    salt, output = (base64.b64encode(os.urandom(length)).decode().rstrip("=") for length in (16, 32))
    return f"$argon2id$v=19${parameters}${salt}${output}"


def bcrypt(cost):
    return f"$2b${cost:02}$" + "".join(random.choices(BCRYPT, k=53))


# No password is known to match any of them: whoever tries one is refused.
KINDS = {
    "bcrypt 12": lambda: bcrypt(12),
    "today's": lambda: argon2id("m=19456,t=2,p=1"),
    "FastAPI's": lambda: argon2id("m=65536,t=3,p=4"),
}
# The kind that most accounts have, and those of one account each.
FILES = [
    ("bcrypt 12", []),
    ("bcrypt 12", ["today's"]),
    ("today's", ["bcrypt 12"]),
    ("today's", ["FastAPI's"]),
    ("today's", ["bcrypt 12", "FastAPI's"]),
]


def user_file(path, most, rare, accounts):
    """Writes a user file; returns what is said of each name that is tried, and the name."""
    users = {f"user{number}": {"hashed_password": KINDS[most]()} for number in range(accounts)}
    tried = []
    for index, kind in enumerate([most, *rare]):
        for state, disabled in (("known", False), ("disabled", True)):
            name = f"{state}{index}"
            users[name] = {"hashed_password": KINDS[kind](), "disabled": disabled}
            tried.append((f"{state}, {kind}", name))
    users["scrypt"] = {"hashed_password": "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$x"}
    users["none"] = {}
    tried += [("known, unsupported hash", "scrypt"), ("known, no hash", "none")]
    tried += [("unknown", "nobody"), ("unknown", "somebody else")]
    with open(path, "w") as file:
        json.dump(users, file)
    return tried


def refused(tokenry, home, users, name):
    """What a refused login takes: the milliseconds on the clock and of the processor."""
    command = [tokenry, "--home", home, "--users", users, "login", name, "--password-stdin"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(command, input=b"a wrong password\n", capture_output=True)
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 9, done.stderr.decode()
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took * 1000, busy * 1000


def apart(values):
    return 100 * (max(values) / min(values) - 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokenry", default="target/release/tokenry")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--accounts", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for most, rare in FILES:
            users = os.path.join(home, "users.json")
            tried = user_file(users, most, rare, options.accounts)
            times = [[] for _ in tried]
            for _ in range(options.rounds):
                for (_, name), taken in zip(tried, times):
                    taken.append(refused(options.tokenry, home, users, name))
            medians = [[statistics.median(column) for column in zip(*taken)] for taken in times]
            print(f"{options.accounts} accounts of {most}" + "".join(f", one of {kind}" for kind in rare))
            print(f"  {'':<26}{'clock':>11}{'processor':>12}")
            for (what, _), (clock, busy) in zip(tried, medians):
                print(f"  {what:<26}{clock:8.1f} ms{busy:9.1f} ms")
            clock, busy = (apart(column) for column in zip(*medians))
            print(f"  {'apart by':<26}{clock:8.1f} %{busy:10.1f} %\n")


if __name__ == "__main__":
    main()
