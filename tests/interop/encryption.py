"""JWEs both ways: what jwcrypto and npm's jose encrypt tokenry opens, and what tokenry encrypts they open."""

import json
import warnings

ALGORITHMS = {
    "RSA": ["RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"],
    "EC P-256": ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"],
    "EC P-384": ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"],
    "EC P-521": ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"],
    "OKP X25519": ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"],
    "oct 16": ["A128KW", "A128GCMKW"],
    "oct 24": ["A192KW", "A192GCMKW"],
    "oct 32": ["A256KW", "A256GCMKW"],
    "passphrase": ["PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW"],
    "dir": ["dir"],
}
ENCRYPTIONS = {"A128GCM": 16, "A192GCM": 24, "A256GCM": 32, "A128CBC-HS256": 32, "A192CBC-HS384": 48, "A256CBC-HS512": 64}
# What a library is known not to have. Less is a mismatch, so that nothing vanishes unseen.
LACKING = {"jwcrypto": {"RSA-OAEP-384", "RSA-OAEP-512"}, "jose": set()}
CLAIMS = '{"sub":"ann","exp":4102444800}'


def key(kind, enc):
    """A key of jwcrypto for a kind."""
    from jwcrypto import jwk

    family, _, detail = kind.partition(" ")
    if kind == "RSA":
        return jwk.JWK.generate(kty="RSA", size=2048)
    if family in ("EC", "OKP"):
        return jwk.JWK.generate(kty=family, crv=detail)
    length = ENCRYPTIONS[enc] if kind == "dir" else 20 if kind == "passphrase" else int(detail)
    return jwk.JWK.generate(kty="oct", size=8 * length)


class JwCrypto:
    # A compact JWE and one in JSON, each without and with compression.
    shapes = [(compact, header) for compact in (True, False) for header in ({}, {"zip": "DEF"})]

    def __init__(self):
        from jwcrypto import jwa, jwe

        # tokenry follows today's advice, which is more than the library reads unless told.
        jwa.default_max_pbkdf2_iterations = 1_000_000
        self.jwe = jwe
        self.allowed = [alg for algs in ALGORITHMS.values() for alg in algs] + list(ENCRYPTIONS)

    def encrypt(self, made, header, compact):
        token = self.jwe.JWE(CLAIMS.encode(), json.dumps(header), algs=self.allowed)
        token.add_recipient(made)
        return token.serialize(compact=compact)

    def decrypt(self, made, text):
        opened = self.jwe.JWE(algs=self.allowed)
        opened.deserialize(text, made)
        return opened.payload.decode()


class Jose:
    # It has no compression.
    shapes = [(True, {}), (False, {})]

    def __init__(self, jose):
        self.jose = jose

    def encrypt(self, made, header, compact):
        public = made.export(as_dict=True) if made.is_symmetric else made.export_public(as_dict=True)
        return self.jose("encrypt", alg=header["alg"], header=header, jwk=public, text=CLAIMS, compact=compact)

    def decrypt(self, made, text):
        return self.jose("decrypt", alg="", jwk=made.export(as_dict=True), token=text)


def check(tokenry, jose, directory):
    """Returns what does not agree, and a line about each library; None where jwcrypto, which makes the keys, is not there."""
    warnings.simplefilter("ignore")
    try:
        libraries = {"jwcrypto": JwCrypto()}
    except ImportError:
        return None
    if jose:
        libraries["jose"] = Jose(jose)
    secret = directory / "signer.txt"
    secret.write_text("fedcba9876543210fedcba9876543210")
    failures, tried = [], dict.fromkeys(libraries, 0)
    for kind, algorithms in ALGORITHMS.items():
        for alg in algorithms:
            for enc in ENCRYPTIONS:
                made = key(kind, enc)
                private, public = directory / "private.jwk", directory / "public.jwk"
                private.write_text(made.export())
                public.write_text(made.export() if made.is_symmetric else made.export_public())
                for name, library in libraries.items():
                    if alg in LACKING[name]:
                        continue
                    tried[name] += 1
                    try:
                        theirs(tokenry, library, made, {"alg": alg, "enc": enc}, private)
                        ours(tokenry, library, made, alg, enc, public, secret)
                    except Exception as error:  # whatever a library throws is a mismatch
                        failures.append(f"{name}, {kind}, {alg}, {enc}: {type(error).__name__}: {str(error)[:200]}")
    return failures, [f"{count} of kind of key, alg and enc with {name}" for name, count in tried.items()]


def theirs(tokenry, library, made, header, private):
    if header["alg"].startswith("PBES2"):
        header = {**header, "p2c": 4096}
    for compact, more in library.shapes:
        text = library.encrypt(made, {**header, **more}, compact)
        found = tokenry("decode", "-", "--decrypt-key", private, "--get", "sub", stdin=text.encode())
        if found.strip() != "ann":
            raise AssertionError(f"the subject came out as {found!r}")


def ours(tokenry, library, made, alg, enc, public, secret):
    text = tokenry("issue", "--sub", "ann", "--secret-file", secret, "--encrypt-to", public, "--jwe-alg", alg, "--enc", enc).strip()
    inner = library.decrypt(made, text)
    found = tokenry("verify", "-", "--secret-file", secret, "--get", "sub", stdin=inner.encode())
    if found.strip() != "ann":
        raise AssertionError(f"the subject came out as {found!r}")
