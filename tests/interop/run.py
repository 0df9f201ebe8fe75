#!/usr/bin/env python3
"""tokenry against other programs: PyJWT, python-jose and npm's jose sign and verify both ways; keys made by openssl,
by Python's cryptography and by jose are read in every format, under misleading names, and what tokenry writes is
read by them.

    tests/interop/run.py TOKENRY [SCRATCH]

The libraries are installed into the scratch directory. Where that can't be done, it is said and nothing fails; a
mismatch fails. `.ci/run` calls this; `cargo test` does not need it.
"""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = ["PyJWT>=2.10", "cryptography>=45", "python-jose>=3.5", "jwcrypto>=1.5"]
NODE = ["jose@6"]

ALGORITHMS = [
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
    "ES256", "ES384", "ES512", "ES256K", "EdDSA", "Ed25519", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87",
]
# What a library is known to have. More is tested too; less is a mismatch, so that nothing vanishes unseen.
KNOWN = {
    "PyJWT": set(ALGORITHMS[:14]),
    "python-jose": set(ALGORITHMS[:6] + ["ES256", "ES384", "ES512"]),
    "cryptography": set(ALGORITHMS[13:15]),
    "jose": set(ALGORITHMS[:12] + ["EdDSA", "Ed25519"]),
}
CLAIMS = {"sub": "김철수", "n": 9007199254740991, "nested": {"a": [1, True, None]}}


def install(scratch):
    """Brings the libraries into the scratch directory. Returns the interpreter that has the Python ones, or None."""
    python = scratch / "venv" / "bin" / "python"
    if not python.exists():
        # A directory half made by a run that was stopped is made again.
        shutil.rmtree(scratch / "venv", ignore_errors=True)
        made = run([sys.executable, "-m", "venv", scratch / "venv"])
        made = made and run([python, "-m", "pip", "install", "--quiet", "--timeout", "20", "--retries", "1", *PYTHON])
        if not made:
            shutil.rmtree(scratch / "venv", ignore_errors=True)
            return None
    if shutil.which("node") and shutil.which("npm") and not (scratch / "npm" / "node_modules" / "jose").exists():
        (scratch / "npm").mkdir(parents=True, exist_ok=True)
        run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", scratch / "npm", *NODE])
    return python


def run(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"interop: {command[0]}: {error}", file=sys.stderr)
        return False
    if done.returncode != 0:
        print(f"interop: {' '.join(map(str, command))}: {done.stderr.strip()[-300:]}", file=sys.stderr)
    return done.returncode == 0


class Mismatch(Exception):
    pass


class Tokenry:
    def __init__(self, binary, home):
        self.binary, self.home = binary, home
        self.env = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C"}

    def __call__(self, *args, stdin=b""):
        done = subprocess.run([self.binary, *map(str, args)], input=stdin, capture_output=True, env=self.env)
        if done.returncode != 0:
            said = (done.stderr or done.stdout).decode(errors="replace").strip()
            raise Mismatch(f"tokenry {' '.join(map(str, args))[:120]}: exit {done.returncode}: {said[-400:]}")
        return done.stdout.decode()

    def sign(self, alg, key):
        claims = json.dumps(CLAIMS, ensure_ascii=False)
        return self("issue", "--payload", claims, "--alg", alg, "--key", key, "-q").strip()

    def verify(self, alg, key, token, *options):
        report = json.loads(self("verify", token, "--alg", alg, "--key", key, "--json", *options))
        for name, value in CLAIMS.items():
            if report["payload"].get(name) != value:
                raise Mismatch(f"{alg}: the claim {name} came out as {report['payload'].get(name)!r}")


class Jose:
    """npm's jose in a process of its own."""

    def __init__(self, scratch):
        self.process = subprocess.Popen(
            ["node", HERE / "jose.mjs", scratch / "npm"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL,
        )

    def __call__(self, do, **request):
        self.process.stdin.write(json.dumps({"do": do, **request}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise Mismatch(f"jose {do} {request.get('alg', '')}: {answer['error']}")
        return answer["ok"]


def main(binary, scratch):
    import warnings

    warnings.filterwarnings("ignore")
    import cryptography
    import jwt

    import encryption

    jose = Jose(scratch) if (scratch / "npm" / "node_modules" / "jose").exists() else None
    with tempfile.TemporaryDirectory() as directory:
        directory = pathlib.Path(directory)
        tokenry = Tokenry(binary, directory)
        failures = []
        print(f"interop: PyJWT {jwt.__version__}, cryptography {cryptography.__version__}, "
              f"{subprocess.run(['openssl', 'version'], capture_output=True, text=True).stdout.strip()}, "
              + ("jose of npm" if jose else "without npm's jose, which can't be installed here"))
        tokens(tokenry, jose, directory, failures)
        formats(tokenry, jose, directory, failures)
        found = encryption.check(tokenry, jose, directory)
        if found:
            failures.extend(found[0])
            print("\nencryption, both ways, compact and in JSON: " + "; ".join(found[1]))
    for failure in failures:
        print(f"interop: mismatch: {failure}", file=sys.stderr)
    print("interop: " + (f"{len(failures)} mismatches" if failures else "no mismatch"))
    return 1 if failures else 0


def tokens(tokenry, jose, directory, failures):
    """Each algorithm with each library: tokenry signs and the library verifies, and the other way round."""
    import jwt
    from jose import jwt as python_jose
    from jose.constants import ALGORITHMS as PYTHON_JOSE

    py_jwt = set(jwt.algorithms.get_default_algorithms())
    libraries = {
        "PyJWT": (
            lambda alg: alg in py_jwt,
            lambda alg, jwk: jwt.encode(CLAIMS, jwt.PyJWK(jwk, alg), alg),
            lambda alg, jwk, token: jwt.decode(token, jwt.PyJWK(jwk, alg), [alg]),
        ),
        "python-jose": (
            lambda alg: alg in PYTHON_JOSE.SUPPORTED,
            lambda alg, jwk: python_jose.encode(CLAIMS, jwk, alg),
            lambda alg, jwk, token: python_jose.decode(token, jwk, [alg]),
        ),
    }
    # No library for tokens has ML-DSA in Python yet; the signature alone is made and checked by hand.
    libraries["cryptography"] = (
        lambda alg: alg in HANDMADE,
        lambda alg, jwk: handmade_token(alg, pem_of(tokenry, directory, jwk, "--private")),
        lambda alg, jwk, token: handmade_verify(pem_of(tokenry, directory, jwk), token),
    )
    if jose:
        libraries["jose"] = (
            lambda alg: jose("supports", alg=alg),
            lambda alg, jwk: jose("sign", alg=alg, key={"jwk": jwk}, claims=CLAIMS),
            lambda alg, jwk, token: jose("verify", alg=alg, key={"jwk": jwk}, token=token),
        )
    print(f"\n{'':<12}" + "".join(f"{name:<24}" for name in libraries))
    print(f"{'':<12}" + f"{'verifies':<12}{'signs':<12}" * len(libraries))
    for alg in ALGORITHMS:
        private, public = directory / "sign.pem", directory / "check.der"
        private.unlink(missing_ok=True)
        tokenry("key", "generate", "--alg", alg, "--kid", "one", "--format", "jwk", "--out", private)
        jwk = json.loads(private.read_text())
        secret = alg.startswith("HS")
        public_jwk = jwk if secret else public_of(tokenry, private, directory)
        public.write_text(json.dumps(public_jwk))
        row = []
        for name, (supports, sign, verify) in libraries.items():
            if not supports(alg):
                row += ["–", "–"]
                if alg in KNOWN[name]:
                    failures.append(f"{alg}: {name} lacks it here")
                continue
            row.append(attempt(failures, f"{alg}: tokenry → {name}", lambda: same(verify(alg, public_jwk, tokenry.sign(alg, private)))))
            row.append(attempt(failures, f"{alg}: {name} → tokenry", lambda: tokenry.verify(alg, public, sign(alg, jwk))))
        print(f"{alg:<12}" + "".join(f"{cell:<12}" for cell in row))


HANDMADE = ["EdDSA", "Ed25519", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"]


def handmade_token(alg, pem):
    from cryptography.hazmat.primitives import serialization

    parts = [json.dumps(part).encode() for part in ({"alg": alg}, CLAIMS)]
    text = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    signature = serialization.load_pem_private_key(pem, None).sign(text.encode())
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def handmade_verify(pem, token):
    from cryptography.hazmat.primitives import serialization

    text, _, signature = token.rpartition(".")
    decode = lambda part: base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    serialization.load_pem_public_key(pem).verify(decode(signature), text.encode())
    return json.loads(decode(text.split(".")[1]))


def pem_of(tokenry, directory, jwk, *private):
    source, keys = directory / "source", directory / "pem.json"
    source.write_text(json.dumps(jwk))
    keys.unlink(missing_ok=True)
    tokenry("--keys", keys, "key", "import", source)
    return tokenry("--keys", keys, "key", "export", "--format", "pem", *private).encode()


def public_of(tokenry, private, directory):
    keys = directory / "keys.json"
    keys.unlink(missing_ok=True)
    tokenry("--keys", keys, "key", "import", private)
    return json.loads(tokenry("--keys", keys, "key", "export", "--format", "jwk", "-q"))


def same(payload):
    for name, value in CLAIMS.items():
        if payload.get(name) != value:
            raise Mismatch(f"the claim {name} came out as {payload.get(name)!r}")


def attempt(failures, what, act):
    try:
        act()
    except Exception as error:  # whatever a library throws is a mismatch
        failures.append(f"{what}: {type(error).__name__}: {error}")
        return "✗"
    return "✓"


# The kinds of keys: how openssl makes them, and the algorithms that they are tried with.
KINDS = {
    "RSA 2048": (["RSA", "rsa_keygen_bits:2048"], ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]),
    "EC P-256": (["EC", "ec_paramgen_curve:P-256"], ["ES256"]),
    "EC P-384": (["EC", "ec_paramgen_curve:P-384"], ["ES384"]),
    "EC P-521": (["EC", "ec_paramgen_curve:P-521"], ["ES512"]),
    "EC secp256k1": (["EC", "ec_paramgen_curve:secp256k1"], ["ES256K"]),
    "Ed25519": (["ED25519"], ["EdDSA", "Ed25519"]),
    "ML-DSA-44": (["ML-DSA-44"], ["ML-DSA-44"]),
    "ML-DSA-65": (["ML-DSA-65"], ["ML-DSA-65"]),
    "ML-DSA-87": (["ML-DSA-87"], ["ML-DSA-87"]),
}
# The names say anything but what is in the file.
NAMES = ["key.jwk", "public.pem", "cert.der", "secret.txt", "keys.json", "id_rsa.pub", "token.jwt", "key.p12"]


def formats(tokenry, jose, directory, failures):
    """Keys of others in every format that they write, and what tokenry writes read by them."""
    print(f"\n{'keys':<14} {'made by':<14} as files of these formats, under misleading names")
    for kind, (options, algorithms) in KINDS.items():
        for maker, make in (("openssl", openssl_key), ("cryptography", cryptography_key), ("jose", jose_key)):
            if maker == "jose" and not jose:
                continue
            folder = directory / f"{kind}-{maker}".replace(" ", "-")
            folder.mkdir()
            made = make(kind, options, folder, jose, algorithms)
            if made is None:
                print(f"{kind:<14} {maker:<14} not made by this version")
                continue
            private, public = made
            tried = 0
            before = len(failures)
            for alg in algorithms:
                token = foreign_sign(alg, next(iter(private.values())), jose) or tokenry.sign(alg, next(iter(private.values())))
                for form, file in {**private, **public}.items():
                    attempt(failures, f"{kind} of {maker}, {form} as {file.name}, verify {alg}", lambda: tokenry.verify(alg, file, token))
                    tried += 1
                for form, file in private.items():
                    attempt(failures, f"{kind} of {maker}, {form} as {file.name}, sign {alg}",
                            lambda: foreign_verify(alg, next(iter(public.values())), tokenry.sign(alg, file), jose))
                    tried += 1
            attempt(failures, f"{kind} of {maker}, written again", lambda: written(tokenry, folder, next(iter(private.values())), kind, jose, algorithms[0]))
            forms = ", ".join([*private, *public])
            verdict = "✓" if len(failures) == before else f"✗ {len(failures) - before} of {tried}"
            print(f"{kind:<14} {maker:<14} {verdict} {forms}")


def openssl(*args):
    done = subprocess.run(["openssl", *map(str, args)], capture_output=True)
    if done.returncode != 0:
        raise Mismatch(f"openssl {' '.join(map(str, args))}: {done.stderr.decode()[-200:]}")
    return done.stdout


class Files:
    """Puts each form under the next misleading name."""

    def __init__(self, folder):
        self.folder, self.count = folder, 0

    def put(self, content):
        name = NAMES[self.count % len(NAMES)]
        path = self.folder / f"{self.count}-{name}"
        self.count += 1
        path.write_bytes(content)
        path.chmod(0o600)
        return path


def openssl_key(kind, options, folder, _jose, _algorithms):
    made = folder / "made"
    flags = [flag for option in options[1:] for flag in ("-pkeyopt", option)]
    if options[0] == "EC":
        flags += ["-pkeyopt", "ec_param_enc:named_curve"]
    try:
        openssl("genpkey", "-algorithm", options[0], *flags, "-out", made)
    except Mismatch:
        return None
    files = Files(folder)
    private = {
        "PKCS#8 PEM": files.put(openssl("pkcs8", "-topk8", "-nocrypt", "-in", made)),
        "PKCS#8 DER": files.put(openssl("pkcs8", "-topk8", "-nocrypt", "-in", made, "-outform", "DER")),
    }
    public = {
        "SPKI PEM": files.put(openssl("pkey", "-in", made, "-pubout")),
        "SPKI DER": files.put(openssl("pkey", "-in", made, "-pubout", "-outform", "DER")),
    }
    if options[0] == "RSA":
        private["PKCS#1 PEM"] = files.put(openssl("rsa", "-in", made, "-traditional"))
        private["PKCS#1 DER"] = files.put(openssl("rsa", "-in", made, "-traditional", "-outform", "DER"))
        public["PKCS#1 PEM (public)"] = files.put(openssl("rsa", "-in", made, "-RSAPublicKey_out"))
        public["PKCS#1 DER (public)"] = files.put(openssl("rsa", "-in", made, "-RSAPublicKey_out", "-outform", "DER"))
    if options[0] == "EC":
        private["SEC1 PEM"] = files.put(openssl("ec", "-in", made))
        private["SEC1 DER"] = files.put(openssl("ec", "-in", made, "-outform", "DER"))
        private["SEC1 PEM with parameters"] = files.put(openssl("ecparam", "-name", options[1].split(":")[1].replace("P-256", "prime256v1").replace("P-384", "secp384r1").replace("P-521", "secp521r1")) + openssl("ec", "-in", made))
    certificate = openssl("req", "-x509", "-new", "-key", made, "-subj", "/CN=interop", "-days", "30")
    public["certificate PEM"] = files.put(certificate)
    (folder / "certificate").write_bytes(certificate)
    public["certificate DER"] = files.put(openssl("x509", "-in", folder / "certificate", "-outform", "DER"))
    return private, public


def cryptography_key(kind, options, folder, _jose, _algorithms):
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    curves = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-521": ec.SECP521R1, "secp256k1": ec.SECP256K1}
    if options[0] == "RSA":
        key = rsa.generate_private_key(65537, 2048)
    elif options[0] == "EC":
        key = ec.generate_private_key(curves[kind.split()[1]]())
    elif options[0] == "ED25519":
        key = ed25519.Ed25519PrivateKey.generate()
    else:
        try:
            from cryptography.hazmat.primitives.asymmetric import mldsa

            key = getattr(mldsa, f"MLDSA{kind[-2:]}PrivateKey").generate()
        except Exception:  # an older cryptography, or one over a library without ML-DSA
            return None
    files, plain = Files(folder), form.NoEncryption()
    private, public = {}, {}
    for name, layout in (("PKCS#8", form.PrivateFormat.PKCS8), ("traditional", form.PrivateFormat.TraditionalOpenSSL)):
        for shape in ("PEM", "DER"):
            encoding = getattr(form.Encoding, shape)
            if name == "PKCS#8" or options[0] in ("RSA", "EC"):
                private[f"{name} {shape}"] = files.put(key.private_bytes(encoding, layout, plain))
    for name, layout in (("SPKI", form.PublicFormat.SubjectPublicKeyInfo), ("PKCS#1", form.PublicFormat.PKCS1)):
        for shape in ("PEM", "DER"):
            encoding = getattr(form.Encoding, shape)
            if name == "SPKI" or options[0] == "RSA":
                public[f"public {name} {shape}"] = files.put(key.public_key().public_bytes(encoding, layout))
    jwks = py_jwks(options[0], key)
    if jwks:
        private["JWK of PyJWT"] = files.put(jwks[0].encode())
        public["public JWK of PyJWT"] = files.put(jwks[1].encode())
        public["JWK Set"] = files.put(json.dumps({"keys": [json.loads(jwks[1])]}).encode())
    return private, public


def py_jwks(kind, key):
    from jwt import algorithms

    maker = {"RSA": "RSAAlgorithm", "EC": "ECAlgorithm", "ED25519": "OKPAlgorithm"}.get(kind)
    if maker is None:
        return None
    to_jwk = getattr(algorithms, maker).to_jwk
    return to_jwk(key), to_jwk(key.public_key())


def jose_key(kind, _options, folder, jose, algorithms):
    if not jose("supports", alg=algorithms[0]):
        return None
    made = jose("make", alg=algorithms[0])
    files = Files(folder)
    # Without `alg`: the key is tried with each algorithm of its type.
    private = {"JWK": files.put(json.dumps(made["jwk"]).encode())}
    public = {"public JWK": files.put(json.dumps(made["public"]).encode())}
    if "pem" in made:
        private["PKCS#8 PEM"] = files.put(made["pem"].encode())
        public["SPKI PEM"] = files.put(made["publicPem"].encode())
    return private, public


def foreign_sign(alg, private, jose):
    """A token by PyJWT, by cryptography and hand, or by jose; None where none of them can."""
    import jwt
    from cryptography.hazmat.primitives import serialization

    content = private.read_bytes()
    if content.startswith(b"{"):
        if jose and jose("supports", alg=alg):
            return jose("sign", alg=alg, key={"jwk": json.loads(content)}, claims=CLAIMS)
    elif alg in jwt.algorithms.get_default_algorithms():
        return jwt.encode(CLAIMS, serialization.load_pem_private_key(content, None), alg)
    elif alg in HANDMADE:
        return handmade_token(alg, content)
    return None


def foreign_verify(alg, public, token, jose):
    """PyJWT where it has the algorithm, else cryptography by hand or jose."""
    import jwt
    from cryptography.hazmat.primitives import serialization

    content = public.read_bytes()
    if alg in jwt.algorithms.get_default_algorithms():
        if content.startswith(b"{"):
            key = jwt.PyJWK(json.loads(content), alg).key
        else:
            key = serialization.load_pem_public_key(content)
        same(jwt.decode(token, key, [alg]))
    elif alg in HANDMADE and content.startswith(b"-----"):
        same(handmade_verify(content, token))
    elif jose and jose("supports", alg=alg):
        key = {"jwk": json.loads(content)} if content.startswith(b"{") else {"pem": content.decode()}
        same(jose("verify", alg=alg, key=key, token=token))


def written(tokenry, folder, private, kind, jose, alg):
    """What tokenry writes of a key is read by openssl, cryptography, PyJWT and jose."""
    import jwt
    from cryptography.hazmat.primitives import serialization

    keys = folder / "keys.json"
    tokenry("--keys", keys, "key", "import", private, "--kid", "k")
    export = lambda *options: tokenry("--keys", keys, "key", "export", "k", *options)
    pem, public_pem = export("--format", "pem", "--private"), export("--format", "pem")
    jwk, public_jwk = (json.loads(export("--format", "jwk", *more)) for more in (["--private"], []))
    jwks = json.loads(export("--format", "jwks"))
    token = tokenry.sign(alg, private)
    if not kind.startswith("ML-DSA") or openssl_has(kind):
        (folder / "written").write_text(pem)
        (folder / "written.pub").write_text(public_pem)
        derived = openssl("pkey", "-in", folder / "written", "-pubout").decode()
        if derived != public_pem or openssl("pkey", "-pubin", "-in", folder / "written.pub").decode() != public_pem:
            raise Mismatch("openssl derives another public key than tokenry")
    if alg in jwt.algorithms.get_default_algorithms():
        serialization.load_pem_private_key(pem.encode(), None)
        for key in (serialization.load_pem_public_key(public_pem.encode()), jwt.PyJWK(public_jwk, alg).key):
            same(jwt.decode(token, key, [alg]))
        signed = jwt.encode(CLAIMS, jwt.PyJWK(jwk, alg), alg)
        tokenry.verify(alg, keys, signed)
        same(jwt.decode(signed, jwt.PyJWKSet.from_dict(jwks).keys[0], [alg]) if jwks["keys"][0].get("alg") else CLAIMS)
    if jose and jose("supports", alg=alg):
        for key in ({"pem": public_pem}, {"jwk": public_jwk}):
            same(jose("verify", alg=alg, key=key, token=token))
        tokenry.verify(alg, keys, jose("sign", alg=alg, key={"jwk": jwk}, claims=CLAIMS))
        tokenry.verify(alg, keys, jose("sign", alg=alg, key={"pem": pem}, claims=CLAIMS))
        print_of = tokenry("key", "thumbprint", private).strip()
        if print_of != jose("thumbprint", jwk=public_jwk):
            raise Mismatch(f"another thumbprint: {print_of}")


def openssl_has(kind):
    listed = subprocess.run(["openssl", "list", "-public-key-algorithms"], capture_output=True, text=True).stdout
    return kind in listed


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    binary = pathlib.Path(sys.argv[1]).resolve()
    scratch = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else tempfile.mkdtemp(prefix="tokenry-interop-")).resolve()
    if os.environ.get("TOKENRY_INTEROP_INSTALLED"):
        sys.exit(main(binary, scratch))
    scratch.mkdir(parents=True, exist_ok=True)
    python = install(scratch)
    if python is None:
        print("interop: PyJWT, cryptography and python-jose can't be installed here; the cross tests are skipped")
        sys.exit(0)
    child = subprocess.run([python, __file__, binary, scratch], env={**os.environ, "TOKENRY_INTEROP_INSTALLED": "1"})
    sys.exit(child.returncode)
