#!/usr/bin/env python3
"""The page of `--explain=lab` in a real headless Chromium: every control, every attack, every task, every algorithm.

    tests/browser/lab.py TOKENRY SCRATCH

What the page signs is verified by the program, and what the program signs by the page. Without Chromium it is said and
nothing fails.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

import chromium

SECRET = "0123456789abcdef0123456789abcdef-and-32-more-bytes-for-HS512-keys"
PAIRS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"]
NONE_YET = ["ES256K", "ML-DSA-44"]


class Lab:
    def __init__(self, tokenry, browser, scratch):
        self.tokenry, self.browser, self.scratch = tokenry, browser, scratch
        self.checks = 0

    def call(self, *args, code=0, stdin=""):
        done = subprocess.run([self.tokenry, "--home", self.scratch / "home", *map(str, args)], input=stdin,
                              capture_output=True, text=True, check=False)
        assert done.returncode == code, (args, done.returncode, done.stdout[-500:], done.stderr[-500:])
        return done.stdout

    def file(self, name, text):
        path = self.scratch / name
        path.write_text(text)
        return path

    def open(self, *args, code=0, stdin=""):
        page = self.call(*args, "--explain=lab", code=code, stdin=stdin)
        assert len(page) < 120_000 + 6 * 20_000, len(page)
        self.browser.open(self.file("lab.html", page))
        self.settle()
        return page

    def settle(self):
        return self.browser.until("looking.then(() => document.getElementById('verdict').textContent)")

    def text(self, name):
        return self.browser.run(f"document.getElementById('{name}').textContent")

    def verdict(self, expected, message=""):
        self.settle()
        found = self.text("verdict")
        assert found == expected, (found, expected, message)
        self.checks += 1

    def set(self, name, text):
        self.browser.run(f"""(() => {{ const box = document.getElementById('{name}'); box.value = {text!r};
            box.dispatchEvent(new Event('input')); }})()""")
        self.settle()

    def click(self, name):
        self.browser.run(f"document.getElementById('do-{name}').click()")
        # Signing goes through promises of its own.
        self.browser.run("new Promise(done => setTimeout(done, 60)).then(() => looking)")
        self.settle()

    def replace(self, old, new):
        value = self.browser.run("document.getElementById('payload').value")
        assert old in value, value
        self.set("payload", value.replace(old, new))

    def done(self):
        return self.browser.run("['role', 'sign', 'expire', 'none'].filter(id => document.getElementById('task-' + id).checked)")

    def says_nothing(self):
        """No request, no error, no script of a stranger."""
        requests = [event["params"]["request"]["url"] for event in self.browser.events
                    if event.get("method") == "Network.requestWillBeSent"]
        assert all(url.startswith(("file://", "data:")) for url in requests), requests
        errors = [event for event in self.browser.events if event.get("method") == "Runtime.exceptionThrown"]
        assert not errors, errors


def algorithms(lab):
    secret = lab.file("secret.txt", SECRET)
    for alg in ["HS256", "HS384", "HS512", *PAIRS]:
        if alg.startswith("HS"):
            signing = verifying = ["--secret-file", secret]
        else:
            key = lab.scratch / f"{alg}.pem"
            lab.call("key", "generate", "--alg", alg, "--out", key, "--format", "pem")
            public = lab.file(f"{alg}.pub", lab.call("key", "convert", key, "--to", "pem"))
            signing, verifying = ["--key", key], ["--key", public]
        token = lab.call("issue", "--sub", "ann", "--claim", "role=student", "--alg", alg, *signing).strip()
        # As a verifier sees it: no private key, no secret.
        page = lab.open("verify", token, *verifying)
        assert SECRET not in page and "PRIVATE KEY" not in page.split("<script>")[0]
        if alg.startswith("HS"):
            assert "signature_mismatch" not in lab.text("verdict") and "valid" not in lab.text("verdict")
        else:
            lab.verdict("valid", alg)
        lab.open("verify", token, *signing, "--show-secret")
        lab.verdict("valid", alg)
        assert lab.text("token") == token
        lab.replace("student", "admin")
        lab.verdict("not valid: signature_mismatch", alg)
        marks = lab.browser.run("document.querySelectorAll('mark').length")
        assert marks > 0, alg
        lab.click("sign")
        lab.verdict("valid", alg)
        made = lab.text("token")
        assert made != token
        assert lab.call("verify", made, *verifying, "--get", "role").strip() == "admin", alg
        lab.says_nothing()
    for alg in NONE_YET:
        key = lab.scratch / f"{alg}.jwk"
        lab.call("key", "generate", "--alg", alg, "--out", key, "--format", "jwk")
        token = lab.call("issue", "--sub", "ann", "--key", key).strip()
        lab.open("verify", token, "--key", key)
        found = lab.text("verdict")
        assert alg in found and "valid" not in found, found


def controls(lab):
    secret = lab.scratch / "secret.txt"
    token = lab.call("issue", "--sub", "ann", "--claim", "role=student", "--nbf", "1m", "--iat", "now", "--secret-file", secret).strip()
    lab.open("verify", token, "--secret-file", secret, "--show-secret", "--at", "2m")
    lab.verdict("valid")
    lab.click("role")
    lab.verdict("not valid: signature_mismatch")
    assert lab.done() == ["role"], lab.done()
    lab.click("sign")
    lab.verdict("valid")
    assert lab.done() == ["role", "sign"], lab.done()
    lab.click("none")
    lab.verdict("not valid: unsecured")
    assert lab.done() == ["role", "sign", "none"], lab.done()
    lab.click("over")
    lab.verdict("valid")
    assert lab.text("token") == token
    move = "(() => {{ const clock = document.getElementById('clock'); clock.value = clock.{end}; clock.dispatchEvent(new Event('input')); }})()"
    lab.browser.run(move.format(end="max"))
    lab.verdict("not valid: expired")
    assert lab.done() == ["role", "sign", "expire", "none"], lab.done()
    assert lab.text("token") == token
    lab.browser.run(move.format(end="min"))
    lab.verdict("not valid: not_yet_valid")
    lab.click("over")
    lab.click("another")
    lab.verdict("not valid: signature_mismatch")
    lab.says_nothing()
    # A part that nobody edited keeps its bytes, and signing keeps digits and order.
    odd = '{ "z": 1.10, "a": 12345678901234567890, "role": "student" }'
    token = lab.call("issue", "--payload", odd, "--no-iat", "--no-exp", "--secret-file", secret).strip()
    lab.open("verify", token, "--secret-file", secret, "--show-secret")
    lab.click("role")
    lab.click("sign")
    made = lab.text("token")
    assert made.split(".")[0] == token.split(".")[0]
    decoded = lab.call("decode", made, "--get", "a").strip(), lab.call("decode", made, "--get", "z").strip()
    assert decoded == ("12345678901234567890", "1.10"), decoded


def attacks(lab):
    for alg in ("RS256", "PS256"):
        token = lab.call("issue", "--sub", "ann", "--alg", alg, "--key", lab.scratch / f"{alg}.pem").strip()
        lab.open("verify", token, "--key", lab.scratch / f"{alg}.pub")
        lab.click("confuse")
        found = lab.text("verdict")
        assert found in ("not valid: algorithm_not_allowed", "not valid: key_unusable"), found
        forged = lab.text("token")
        report = lab.call("verify", forged, "--key", lab.scratch / f"{alg}.pub", code=8)
        assert "hmac_with_public_key" in report, report
    token = lab.call("issue", "--sub", "ann", "--alg", "ES256", "--key", lab.scratch / "ES256.pem").strip()
    lab.open("verify", token, "--key", lab.scratch / "ES256.pub")
    assert lab.browser.run("document.getElementById('do-confuse').hidden")


def hostile(lab):
    evil = '</script><script>window.ran=1</script><img src=x onerror="window.ran=1">'
    secret = lab.scratch / "secret.txt"
    payload = '{"sub":%s,%s:1,"exp":4102444800}' % (json_text(evil), json_text(evil))
    token = lab.call("issue", "--payload", payload, "--header", f"x={evil}", "--kid", evil, "--secret-file", secret).strip()
    lab.open("verify", token, "--secret-file", secret, "--show-secret")
    lab.verdict("valid")
    lab.click("role")
    assert lab.browser.run("window.ran === undefined"), "a script ran"
    lab.says_nothing()


def json_text(text):
    import json
    return json.dumps(text)


def looks(lab, pictures):
    secret = lab.scratch / "secret.txt"
    token = lab.call("issue", "--sub", "ann", "--claim", "role=student", "--secret-file", secret).strip()
    for lang, word in (("en", "Sign again"), ("ko", "다시")):
        lab.open("verify", token, "--secret-file", secret, "--show-secret", "--lang", lang)
        assert word in lab.text("do-sign") or lang == "ko"
        for scheme in ("light", "dark"):
            for width in (390, 1280):
                lab.browser.look(width, scheme=scheme)
                lab.browser.run("new Promise(requestAnimationFrame)")
                wide = lab.browser.run("document.documentElement.scrollWidth")
                assert wide <= width, (lang, scheme, width, wide)
                lab.browser.picture(str(pictures / f"lab-{lang}-{scheme}-{width}.png"))
                lab.checks += 1
    roles = {role for role, _ in lab.browser.tree()}
    assert {"status", "slider", "textbox", "button", "checkbox"} <= roles, roles
    # The keyboard alone: Tab reaches each control, Enter presses a button, an arrow moves the clock.
    lab.open("verify", token, "--secret-file", secret, "--show-secret")
    lab.browser.look(1280)
    seen = []
    for _ in range(40):
        lab.browser.key("Tab")
        at = lab.browser.run("document.activeElement.id")
        if at == "do-role":
            lab.browser.key("Enter", text="\r")
        if at == "clock":
            lab.browser.key("ArrowRight")
        if at:
            seen.append(at)
    for control in ("header", "payload", "secret", "coding", "do-sign", "do-role", "do-none", "do-another", "clock"):
        assert control in seen, (control, seen)
    lab.verdict("not valid: signature_mismatch")


def main():
    tokenry, scratch = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    program = chromium.find()
    if program is None:
        print("browser: there is no Chromium here; the page is not tried")
        return
    scratch.mkdir(parents=True, exist_ok=True)
    room = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    browser = chromium.Browser(program, room / "profile")
    try:
        lab = Lab(tokenry, browser, room)
        algorithms(lab)
        controls(lab)
        attacks(lab)
        hostile(lab)
        looks(lab, scratch)
        print(f"browser: {lab.checks} verdicts and views of the lab are right")
    finally:
        browser.close()
        shutil.rmtree(room, ignore_errors=True)


main()
