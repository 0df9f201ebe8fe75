#!/usr/bin/env python3
"""Runs generated and hostile lines through two builds of tokenry and reports where their results differ.

    benches/differential.py OLD NEW [--lines 100000] [--seed 1]

Lean and full verification and decoding, in English and Korean. Results are compared as JSON: member order, digits and
repeated members count, the way in which a string is escaped does not. Exit 0 when every line is equal.
"""
import argparse
import base64
import collections
import hashlib
import hmac
import json
import os
import random
import subprocess
import sys
import tempfile

SECRET = b"a-secret-of-thirty-two-bytes-or-more"
NOW = 1_795_399_200


def b64u(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def token(header, payload, secret=SECRET, sign=True):
    signing_input = b64u(header) + b"." + b64u(payload)
    digest = {b"HS384": hashlib.sha384, b"HS512": hashlib.sha512}
    name = next((d for d in digest if d in header), None)
    mac = hmac.new(secret, signing_input, digest.get(name, hashlib.sha256)).digest() if sign else b""
    return signing_input + b"." + b64u(mac)


def value(draw, depth=0):
    kind = draw.randrange(14 if depth < 4 else 11)
    if kind == 0:
        return draw.choice(["null", "true", "false"])
    if kind == 1:
        return draw.choice(["0", "-0", "1.10", "1e400", "12345678901234567890", "0.1e-7", "-1E+2", str(draw.randrange(10**12))])
    if kind == 2:
        return draw.choice(["01", "1.", ".5", "+1", "NaN", "0x1", "1e", "tru", "'a'", "", "[1,]", "{,}"]) if draw.random() < 0.15 else "7"
    if kind in (3, 4, 5, 6, 7):
        words = ["a", "sub", "홍선", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "\\n", "\\/", "é", "\u202e", "\u0000", "\\u0000", "\"" if draw.random() < 0.05 else "b", "  "]
        return '"' + "".join(draw.choice(words) for _ in range(draw.randrange(5))) + '"'
    if kind in (8, 9, 10):
        return str(draw.choice([NOW - 3600, NOW, NOW + 1, NOW + 900, NOW * 1000, 60, -1]) ) + draw.choice(["", "", "", ".5", "e0"])
    if kind in (11, 12):
        return "[" + ",".join(value(draw, depth + 1) for _ in range(draw.randrange(4))) + "]"
    return members(draw, depth + 1)


NAMES = ["sub", "iss", "aud", "exp", "nbf", "iat", "jti", "scope", "roles", "e\\u0078p", "a", "", "_sd", "cnf", "password", "token_use"]


def members(draw, depth=0):
    space = draw.choice(["", "", "", " ", "\n\t"])
    return "{" + space + ",".join(f'"{draw.choice(NAMES)}"{space}:{space}{value(draw, depth)}' for _ in range(draw.randrange(7))) + "}"


def header(draw):
    fields = {"alg": draw.choice(["HS256"] * 12 + ["HS384", "HS512", "none", "None", "RS256", "ES256", "EdDSA", "XX", "", "PS256", "ML-DSA-44"])}
    if draw.random() < 0.6:
        fields["typ"] = draw.choice(["JWT", "at+jwt", "application/JWT", "", "secevent+jwt"])
    if draw.random() < 0.3:
        fields["kid"] = draw.choice(["k1", "", "../../etc/passwd", "'; drop", "한글", "x" * 300])
    for name, choices in {
        "crit": [["exp"], [], "exp", None, ["b64"], [1]],
        "b64": [True, False, 1],
        "cty": ["JWT", 1],
        "jku": ["https://x.example"],
        "jwk": [{"kty": "oct", "k": "AA"}],
        "x5c": [["AA=="]],
        "enc": ["A128GCM"],
        "zip": ["DEF"],
        "exp": [1],
    }.items():
        if draw.random() < 0.04:
            fields[name] = draw.choice(choices)
    if draw.random() < 0.05:
        return members(draw).encode("utf-8", "surrogatepass")
    text = json.dumps(fields, ensure_ascii=draw.random() < 0.5)
    if draw.random() < 0.03:
        text = text[:-1] + ',"alg":"HS256"}'
    return text.encode()


def line(draw):
    payload = members(draw).encode("utf-8", "surrogatepass")
    if draw.random() < 0.4:
        claims = {"sub": "ann", "exp": NOW + draw.choice([-5, 0, 1, 900, 10**6]), "iat": NOW - draw.choice([0, 60, -60])}
        payload = json.dumps(claims).encode()
    text = token(header(draw), payload, SECRET if draw.random() < 0.8 else SECRET + b"\n", draw.random() < 0.95)
    kind = draw.random()
    if kind < 0.25:
        text = bytearray(text)
        for _ in range(draw.randrange(1, 4)):
            place = draw.randrange(len(text) + 1)
            action = draw.randrange(4)
            if action == 0 and text:
                del text[min(place, len(text) - 1)]
            elif action == 1:
                text.insert(place, draw.choice(b"abcXYZ019-_=.+/~% \"'\x00\xff\x1b,"))
            elif action == 2 and text:
                text[min(place, len(text) - 1)] = draw.choice(b"aZ0-_=.+/~\xc3")
            else:
                text = text[:place]
        text = bytes(text)
    elif kind < 0.37:
        text = draw.choice([
            b"Bearer " + text, b"Authorization: Bearer " + text, b'"' + text + b'"', b"token=" + text + b";", text + b" " + text,
            b"2026-11-23 GET /?access_token=" + text + b"&x=1", text.replace(b".", b"%2E"), base64.b64encode(text), text + b".e30.AA",
            text + b"~WyJzIiwiYSIsMV0~", b'{"access_token":"' + text + b'"}', b"curl -H 'Authorization: Bearer " + text + b"' https://x",
            text.upper(), text + b"%", b"ghs_1_" + text, b"\xef\xbb\xbf" + text, text[:-4] + b"...", b"null", b"", b"undefined",
        ])
    return text.replace(b"\n", b" ").replace(b"\r", b" ")


def run(binary, arguments, lines, home):
    environment = {"TOKENRY_HOME": home, "PATH": os.environ["PATH"], "NO_COLOR": "1"}
    done = subprocess.run([binary, *arguments], input=lines, capture_output=True, env=environment, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    lines = [line(draw) for _ in range(options.lines)]
    text = b"\n".join(lines) + b"\n"
    differing = collections.Counter()
    examples = {}
    with tempfile.TemporaryDirectory() as home:
        secret = os.path.join(home, "s.txt")
        with open(secret, "wb") as file:
            file.write(SECRET)
        at = ["--at", "2026-11-23T02:00:00Z"]
        verify = ["verify", "--batch", "-", "--secret-file", secret, *at]
        for name, arguments in {
            "lean": verify,
            "full": [*verify, "--full", "--aud", "a", "--require", "sub"],
            "decode": ["decode", "--batch", "-", *at],
            "signature-only": [*verify, "--signature-only"],
        }.items():
            for lang in ("en", "ko"):
                both = [run(binary, [*arguments, "--lang", lang], text, home) for binary in (options.old, options.new)]
                (old_exit, old, _), (new_exit, new, _) = both
                key = f"{name} {lang}"
                print(f"{key}: {len(old)} and {len(new)} lines, exit {old_exit} and {new_exit}", flush=True)
                differing[key] += (old_exit != new_exit) + abs(len(old) - len(new))
                for number, (left, right) in enumerate(zip(old, new)):
                    def value(text):
                        try:
                            return json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=lambda pairs: pairs)
                        except ValueError:
                            return text
                    if left != right and value(left) != value(right):
                        differing[key] += 1
                        examples.setdefault(key, []).append((number, left, right))
    for key, found in examples.items():
        for number, left, right in found[:8]:
            print(f"\n{key}, difference at result {number + 1}\n- {left.decode(errors='replace')}\n+ {right.decode(errors='replace')}")
            try:
                print("  input:", lines[json.loads(left)["line"] - 1][:400])
            except (ValueError, KeyError):
                pass
    print(dict(differing))
    sys.exit(1 if sum(differing.values()) else 0)


if __name__ == "__main__":
    main()
