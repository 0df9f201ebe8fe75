"""JWEs both ways: what jwcrypto encrypts tokenry opens, and what tokenry encrypts jwcrypto opens."""
import json
import warnings

ALGORITHMS = {
    "RSA": ["RSA-OAEP", "RSA-OAEP-256"],
    "EC P-256": ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"],
    "EC P-384": ["ECDH-ES", "ECDH-ES+A256KW"],
    "EC P-521": ["ECDH-ES", "ECDH-ES+A256KW"],
    "OKP X25519": ["ECDH-ES", "ECDH-ES+A256KW"],
    "oct 16": ["A128KW", "A128GCMKW"],
    "oct 24": ["A192KW", "A192GCMKW"],
    "oct 32": ["A256KW", "A256GCMKW"],
    "passphrase": ["PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW"],
    "dir": ["dir"],
}
ENCRYPTIONS = {"A128GCM": 16, "A192GCM": 24, "A256GCM": 32, "A128CBC-HS256": 32, "A192CBC-HS384": 48, "A256CBC-HS512": 64}


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


def check(tokenry, directory):
    """Returns what does not agree, and how many pairs were tried; None where jwcrypto is not there."""
    warnings.simplefilter("ignore")
    try:
        from jwcrypto import jwa, jwe
    except ImportError:
        return None
    # tokenry follows today's advice, which is more than the library reads unless told.
    jwa.default_max_pbkdf2_iterations = 1_000_000
    allowed = [alg for algs in ALGORITHMS.values() for alg in algs] + list(ENCRYPTIONS)
    secret = directory / "signer.txt"
    secret.write_text("fedcba9876543210fedcba9876543210")
    failures, tried = [], 0
    for kind, algorithms in ALGORITHMS.items():
        for alg in algorithms:
            for enc in ENCRYPTIONS:
                tried += 1
                made = key(kind, enc)
                private, public = directory / "private.jwk", directory / "public.jwk"
                private.write_text(made.export())
                symmetric = kind.startswith(("oct", "passphrase", "dir"))
                public.write_text(made.export() if symmetric else made.export_public())
                try:
                    # Theirs, in both serialisations.
                    for compact in (True, False):
                        header = {"alg": alg, "enc": enc, "zip": "DEF"}
                        if alg.startswith("PBES2"):
                            header["p2c"] = 4096
                        token = jwe.JWE(b'{"sub":"ann","exp":4102444800}', json.dumps(header), algs=allowed)
                        token.add_recipient(made)
                        text = token.serialize(compact=compact)
                        found = tokenry("decode", "-", "--decrypt-key", private, "--get", "sub", stdin=text.encode())
                        if found.strip() != "ann":
                            raise AssertionError(found)
                    # Ours.
                    text = tokenry("issue", "--sub", "ann", "--secret-file", secret, "--encrypt-to", public,
                                   "--jwe-alg", alg, "--enc", enc).strip()
                    opened = jwe.JWE(algs=allowed)
                    opened.deserialize(text, made)
                    if opened.payload.count(b".") != 2:
                        raise AssertionError(opened.payload)
                except Exception as error:  # noqa: BLE001 - whatever a library raises is a mismatch
                    failures.append(f"jwcrypto, {kind}, {alg}, {enc}: {type(error).__name__}: {str(error)[:200]}")
    return failures, tried
