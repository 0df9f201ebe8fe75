#!/usr/bin/env python3
"""Prints the README's speed table: tokenry beside PyJWT, fast-jwt and jwt-cli, where they are installed.

    benches/compare.py [--tokenry PATH] [--jwt PATH] [--python PATH] [--node-modules DIR] [--rounds N] [--quick] [--bare]

All are measured in turn, round after round, so that whatever else the machine does befalls each of them; what is
printed is the median. Every tool gets tokens with iss, aud, iat, nbf and exp and checks what it can of them:
PyJWT and fast-jwt all of it, jwt-cli the signature and exp. Needs python3 and openssl.

tokenry and jwt-cli are run from copies: a file as a linker left it takes the kernel a fifth of a short run longer to
load than one that was installed, and neither is to be measured by that.
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SECRET = b"0123456789abcdef0123456789abcdef"
ISS, AUD = "https://issuer.example.com", "api.example.com"
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()

PYJWT = """
import sys, jwt
alg, key, path = sys.argv[1:]
key = open(key, "rb").read()
good = 0
for line in open(path):
    try:
        jwt.decode(line.rstrip("\\n"), key, algorithms=[alg], audience="%s", issuer="%s")
        good += 1
    except jwt.InvalidTokenError:
        pass
print(good)
""" % (AUD, ISS)

FAST_JWT = """
const { readFileSync } = require("fs");
const { createVerifier } = require("fast-jwt");
const [alg, key, path] = process.argv.slice(2);
const verify = createVerifier({ key: readFileSync(key), algorithms: [alg], allowedAud: "%s", allowedIss: "%s", cache: false });
let good = 0;
for (const line of readFileSync(path, "utf8").split("\\n")) {
  if (line) { try { verify(line); good++; } catch {} }
}
console.log(good);
""" % (AUD, ISS)


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def claims(number, now):
    return {"iss": ISS, "sub": f"user-{number:08}", "aud": AUD, "iat": now - 60, "nbf": now - 60,
            "exp": now + 30 * 86400, "jti": hashlib.sha256(str(number).encode()).hexdigest()[:16]}


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def write_hs256(path, count, now):
    header = base64url(compact({"alg": "HS256", "typ": "JWT", "kid": "k1"}))
    with open(path, "wb") as file:
        for number in range(count):
            signed = header + b"." + base64url(compact(claims(number, now)))
            file.write(signed + b"." + base64url(hmac.digest(SECRET, signed, "sha256")) + b"\n")


def write_with_key(tokenry, path, count, now, alg, private):
    """A few hundred tokens over and over: the work of checking them is the same."""
    few = []
    for number in range(200):
        issue = [tokenry, "issue", "-q", "--key", private, "--alg", alg, "--kid", "k1", "--payload", compact(claims(number, now))]
        few.append(subprocess.run(issue, check=True, capture_output=True).stdout)
    with open(path, "wb") as file:
        for number in range(count):
            file.write(few[number % len(few)])


def timed(command, expected=None, **options):
    begin = time.perf_counter()
    answer = subprocess.DEVNULL if expected is None else subprocess.PIPE
    done = subprocess.run(command, stdout=answer, stderr=subprocess.DEVNULL, check=True, **options)
    seconds = time.perf_counter() - begin
    if expected is not None and done.stdout.strip() != str(expected).encode():
        sys.exit(f"{command[0]} found {done.stdout!r} valid tokens, not {expected}")
    return seconds


def peak_mib(command):
    """The most memory that a command used; None where the system does not tell."""
    gnu_time = shutil.which("time")
    if not gnu_time:
        return None
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run([gnu_time, "-f", "%M", "-o", out.name, *command], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
        return int(open(out.name).read().split()[-1]) / 1024


def bare_rate(alg):
    """How many signatures all cores check a second when they do nothing else."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    filters = ["--warm-up-time", "0.5", "--measurement-time", "2", f"^bare signature check/{alg}$"]
    bench = ["cargo", "bench", "--locked", "--bench", "stages", "--", *filters]
    with tempfile.TemporaryDirectory() as results:
        runs = [subprocess.Popen(bench, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 env=os.environ | {"CRITERION_HOME": f"{results}/{core}"}) for core in range(CORES)]
        if any([run.wait() for run in runs]):
            sys.exit(f"{' '.join(bench)} failed")
        rate = 0
        for core in range(CORES):
            with open(f"{results}/{core}/bare signature check/{alg}/new/estimates.json") as file:
                rate += 1e9 / json.load(file)["median"]["point_estimate"]
        return rate


def whole_number(value):
    return f"{value / 1e6:.2f} M" if value >= 1e6 else f"{value / 1e3:.1f} k" if value >= 1e4 else f"{value / 1e3:.2f} k"


def beside(base, value):
    """A rate as a part of another, or as so many times as much."""
    ratio = base / value
    return f" ({1 / ratio:.2f} times)" if ratio < 0.995 else f" (1/{ratio:.0f})" if ratio >= 9.5 else f" (1/{ratio:.1f})"


def has(command):
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def installed(program):
    """The path of a program, or its name where there is none."""
    found = shutil.which(program)
    return os.path.abspath(found) if found else program


def copied(program, name):
    """The program as a copy in the current directory."""
    return os.path.abspath(shutil.copy(program, name))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tokenry", default="target/release/tokenry")
    options.add_argument("--jwt", default="jwt")
    options.add_argument("--python", default=sys.executable)
    options.add_argument("--node-modules")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--quick", action="store_true", help="a tenth of the tokens")
    options.add_argument("--bare", action="store_true", help="beside them the signature check alone, by cargo bench")
    options = options.parse_args()
    tokenry, jwt = installed(options.tokenry), installed(options.jwt)
    env = os.environ | ({"NODE_PATH": os.path.abspath(options.node_modules)} if options.node_modules else {})
    scale = 10 if options.quick else 1
    pyjwt = has([options.python, "-c", "import jwt, cryptography"])
    try:
        fast_jwt = subprocess.run(["node", "-e", "require('fast-jwt')"], env=env, capture_output=True, check=False).returncode == 0
    except OSError:
        fast_jwt = False
    jwt_cli = has([jwt, "--version"])

    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        tokenry = copied(tokenry, "tokenry")
        jwt = copied(jwt, "jwt") if jwt_cli else jwt
        now = int(time.time())
        open("secret", "wb").write(SECRET)
        open("pyjwt.py", "w").write(PYJWT)
        open("fast.js", "w").write(FAST_JWT)
        write_hs256("HS256", 200_000 // scale, now)
        columns = {"HS256": (200_000 // scale, "secret")}
        for alg, kind in [("RS256", ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
                          ("ES256", ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]), ("EdDSA", ["ED25519"])]:
            subprocess.run(["openssl", "genpkey", "-algorithm", *kind, "-out", f"{alg}.pem"], check=True, capture_output=True)
            subprocess.run(["openssl", "pkey", "-in", f"{alg}.pem", "-pubout", "-out", f"{alg}.pub.pem"], check=True, capture_output=True)
            count = 50_000 // scale
            write_with_key(tokenry, alg, count, now, alg, f"{alg}.pem")
            columns[alg] = (count, f"{alg}.pub.pem")

        def verify(alg, jobs):
            key = ["--secret-file", "secret"] if alg == "HS256" else ["--key", f"{alg}.pub.pem"]
            return [tokenry, "verify", "-q", *key, "--iss", ISS, "--aud", AUD, "--batch", alg, "--jobs", str(jobs)]

        def head(alg, count):
            path = f"{alg}.{count}"
            if not os.path.exists(path):
                with open(alg, "rb") as file, open(path, "wb") as few:
                    few.writelines(line for line, _ in zip(file, range(count)))
            return path

        # Slow tools get fewer tokens, and their start-up counts as it would for anybody.
        rows = {}
        for alg, (count, key) in columns.items():
            jobs = {f"tokenry, {CORES} threads": (count, verify(alg, CORES)), "tokenry, 1 thread": (count, verify(alg, 1))}
            if fast_jwt:
                few = min(count, 50_000 // scale)
                jobs["fast-jwt, cache off"] = (few, ["node", "fast.js", alg, key, head(alg, few)])
            if pyjwt:
                few = min(count, 20_000 // scale)
                jobs["PyJWT"] = (few, [options.python, "pyjwt.py", alg, key, head(alg, few)])
            # It reads no PEM of an Ed25519 key.
            if jwt_cli and alg != "EdDSA":
                few = 1_000 // scale
                with open(f"{alg}.xargs", "w") as out:
                    out.writelines(line for line in open(head(alg, few)))
                script = f'xargs -P{CORES} -n1 {jwt} decode -S @{key} -A {alg} < {alg}.xargs'
                jobs[f"jwt-cli, a process a token, {CORES} at a time"] = (few, ["sh", "-c", script])
            for name, (number, command) in jobs.items():
                rows.setdefault(name, {})[alg] = (number, command, [])
        bare = {alg: [] for alg in columns} if options.bare else {}
        for _ in range(options.rounds):
            for alg in columns:
                if options.bare:
                    bare[alg].append(bare_rate(alg))
                for name, cells in rows.items():
                    if alg not in cells:
                        continue
                    number, command, times = cells[alg]
                    expected = number if name.startswith(("PyJWT", "fast")) else None
                    times.append(timed(command, expected, env=env))

        rate = {name: {alg: number / statistics.median(times) for alg, (number, _, times) in cells.items()} for name, cells in rows.items()}
        base = next(iter(rate))
        if bare:
            rate[f"the signature check alone, on {CORES} cores"] = {alg: statistics.median(rates) for alg, rates in bare.items()}
        print(f"{time.strftime('%Y-%m-%d', time.gmtime())}, {CORES} cores, {cpu()}; tokens a second, whole processes, median of {options.rounds}\n")
        print("| |", " | ".join(columns), "| peak MiB |")
        print("| --- |" + " --- |" * (len(columns) + 1))
        for name, cells in rate.items():
            values = [whole_number(cells[alg]) + ("" if name == base else beside(rate[base][alg], cells[alg])) if alg in cells else ""
                      for alg in columns]
            peak = peak_mib(rows[name]["HS256"][1]) if name in rows else None
            print(f"| {name} |", " | ".join(values), f"| {peak:.0f} |" if peak else "| |")

        print(f"\nOne token, one process: milliseconds, median of {40 * options.rounds}\n")
        token = open("HS256").readline().strip()
        single = {"true": ["true"], "tokenry decode": [tokenry, "decode", token],
                  "tokenry verify": [tokenry, "verify", "--secret-file", "secret", token],
                  "tokenry issue": [tokenry, "issue", "--secret-file", "secret", "--sub", "a"]}
        if jwt_cli:
            single |= {"jwt-cli decode": [jwt, "decode", token],
                       "jwt-cli decode and verify": [jwt, "decode", "-S", "@secret", token],
                       "jwt-cli encode": [jwt, "encode", "-S", "@secret", "--sub", "a"]}
        times = {name: [] for name in single}
        for _ in range(40 * options.rounds):
            for name, command in single.items():
                times[name].append(timed(command, env=env))
        for name, values in times.items():
            print(f"| {name} | {statistics.median(values) * 1e3:.2f} |")


def cpu():
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
