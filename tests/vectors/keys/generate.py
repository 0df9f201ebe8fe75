#!/usr/bin/env python3
"""Writes openssl.json, cryptography.json and foreign.json: keys in every format as other programs write them.

Needs OpenSSL 3, ssh-keygen, gpg, keytool and Python's cryptography 47 or later (for ML-DSA). Every run makes new
keys; what is expected is computed here, by those programs, and not by tokenry.
"""

import base64
import gzip
import hashlib
import json
import os
import subprocess
import tempfile

import cryptography
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mldsa, padding, rsa, utils

HERE = os.path.dirname(os.path.abspath(__file__))
MESSAGE = "eyJhbGciOiJ0ZXN0In0.eyJzdWIiOiJob25nc3VuMiJ9"
RSA = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]
HASH = {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512}
REQUIRED = {
    "RSA": ["e", "kty", "n"],
    "EC": ["crv", "kty", "x", "y"],
    "OKP": ["crv", "kty", "x"],
    "AKP": ["alg", "kty", "pub"],
}
CURVES = {
    "P-256": ("prime256v1", ec.SECP256R1, "ES256", hashes.SHA256),
    "P-384": ("secp384r1", ec.SECP384R1, "ES384", hashes.SHA384),
    "P-521": ("secp521r1", ec.SECP521R1, "ES512", hashes.SHA512),
    "secp256k1": ("secp256k1", ec.SECP256K1, "ES256K", hashes.SHA256),
}


def b64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def number(value):
    return b64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def thumbprint(jwk):
    text = json.dumps({name: jwk[name] for name in REQUIRED[jwk["kty"]]}, separators=(",", ":"))
    return b64url(hashlib.sha256(text.encode()).digest())


def run(*command, input=None, text=True):
    result = subprocess.run(command, input=input, capture_output=True, check=True, cwd=WORK)
    return result.stdout.decode() if text else result.stdout


def openssl(*arguments, **more):
    return run("openssl", *arguments, **more)


def read(name, text=True):
    with open(os.path.join(WORK, name), "rb") as file:
        return file.read().decode() if text else file.read()


def save(name, content):
    with open(os.path.join(WORK, name), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return name


def public_jwk(key):
    """The public members as RFC 7518 section 6, RFC 8037 section 2 and RFC 9964 section 3 define them."""
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        return {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}
    if isinstance(key, ec.EllipticCurvePublicKey):
        crv = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}.get(key.curve.name, key.curve.name)
        size = (key.key_size + 7) // 8
        numbers = key.public_numbers()
        x, y = (b64url(value.to_bytes(size, "big")) for value in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": crv, "x": x, "y": y}
    if isinstance(key, ed25519.Ed25519PublicKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": b64url(key.public_bytes_raw())}
    alg = {mldsa.MLDSA44PublicKey: "ML-DSA-44", mldsa.MLDSA65PublicKey: "ML-DSA-65", mldsa.MLDSA87PublicKey: "ML-DSA-87"}
    alg = next(name for kind, name in alg.items() if isinstance(key, kind))
    return {"kty": "AKP", "alg": alg, "pub": b64url(key.public_bytes_raw())}


def private_jwk(key):
    jwk = public_jwk(key.public_key())
    if jwk["kty"] == "RSA":
        n = key.private_numbers()
        values = {"d": n.d, "p": n.p, "q": n.q, "dp": n.dmp1, "dq": n.dmq1, "qi": n.iqmp}
        return jwk | {name: number(value) for name, value in values.items()}
    if jwk["kty"] == "EC":
        size = (key.key_size + 7) // 8
        return jwk | {"d": b64url(key.private_numbers().private_value.to_bytes(size, "big"))}
    return jwk | {"priv" if jwk["kty"] == "AKP" else "d": b64url(key.private_bytes_raw())}


def sign(key, algorithm):
    """A signature over MESSAGE as RFC 7518 wants it, by cryptography."""
    message = MESSAGE.encode()
    family = algorithm[:2]
    if family == "RS":
        signature = key.sign(message, padding.PKCS1v15(), HASH[algorithm[2:]]())
    elif family == "PS":
        hash = HASH[algorithm[2:]]()
        signature = key.sign(message, padding.PSS(padding.MGF1(hash), hash.digest_size), hash)
    elif family == "ES":
        hash = next(row[3] for row in CURVES.values() if row[2] == algorithm)
        r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(hash())))
        size = (key.key_size + 7) // 8
        signature = r.to_bytes(size, "big") + s.to_bytes(size, "big")
    else:
        signature = key.sign(message)
    return {
        "algorithm": algorithm,
        "message": MESSAGE,
        "signature": b64url(signature),
        "deterministic": family in ("RS", "Ed"),
    }


def expected(key, private, algorithms, signatures=None, **more):
    public = key.public_key()
    jwk = public_jwk(public)
    name = {"RSA": f"RSA {getattr(public, 'key_size', 0)}", "EC": f"EC {jwk.get('crv')}"}
    name |= {"OKP": "OKP Ed25519", "AKP": f"AKP {jwk.get('alg')}"}
    found = {"is": name[jwk["kty"]], "private": private}
    if "alg" in jwk:
        found["alg"] = jwk["alg"]
    found |= {"thumbprint": thumbprint(jwk), "algorithms": algorithms}
    if signatures is None:
        signatures = [sign(key, algorithm) for algorithm in algorithms]
    if signatures:
        found["signatures"] = signatures
    return found | more


def given(content):
    if isinstance(content, str):
        return {"text": content}
    if isinstance(content, dict):
        return {"json": content}
    return {"base64": base64.b64encode(content).decode()}


def case(name, content, format, *keys, **more):
    return {"name": name, "input": given(content), "format": format, "keys": list(keys)} | more


def problem(name, content, code, **more):
    return {"name": name, "input": given(content), "problem": code} | more


def load(pem):
    return serialization.load_pem_private_key(pem.encode(), None)


def write(name, source, cases):
    document = {"source": source, "note": "Written by generate.py.", "cases": cases}
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2, ensure_ascii=False)
        file.write("\n")


def certificate(key_file, name="cert.pem"):
    openssl("req", "-x509", "-new", "-key", key_file, "-subj", "/CN=tokenry", "-days", "36500", "-out", name)
    return read(name)


def openssl_formats(name, key_file, algorithms, classic):
    """Every format that OpenSSL writes of one key; `classic` is the name of its own private format, if it has one."""
    pem = openssl("pkey", "-in", key_file)
    key = load(pem)
    private = expected(key, True, algorithms)
    public = expected(key, False, algorithms)
    yield case(f"{name}: pkey", pem, "PEM PKCS#8", private)
    der = openssl("pkcs8", "-topk8", "-nocrypt", "-in", key_file, "-outform", "DER", text=False)
    yield case(f"{name}: pkcs8 -topk8 -outform DER", der, "DER PKCS#8", private)
    yield case(f"{name}: pkey -pubout", openssl("pkey", "-in", key_file, "-pubout"), "PEM SPKI", public)
    der = openssl("pkey", "-in", key_file, "-pubout", "-outform", "DER", text=False)
    yield case(f"{name}: pkey -pubout -outform DER", der, "DER SPKI", public)
    yield case(f"{name}: the base64 of the DER alone", base64.b64encode(der).decode() + "\n", "base64 SPKI", public)
    if classic:
        pem = openssl("pkey", "-in", key_file, "-traditional")
        yield case(f"{name}: pkey -traditional", pem, f"PEM {classic}", private)
        der = openssl("pkey", "-in", key_file, "-traditional", "-outform", "DER", text=False)
        yield case(f"{name}: pkey -traditional -outform DER", der, f"DER {classic}", private)
    cert = certificate(key_file)
    yield case(f"{name}: req -x509", cert, "PEM X.509 certificate", public)
    der = openssl("x509", "-in", "cert.pem", "-outform", "DER", text=False)
    yield case(f"{name}: x509 -outform DER", der, "DER X.509 certificate", public)
    text = openssl("x509", "-in", "cert.pem", "-text")
    yield case(f"{name}: x509 -text, words before the block", text, "PEM X.509 certificate", public)
    trusted = openssl("x509", "-in", "cert.pem", "-trustout", "-addtrust", "clientAuth")
    yield case(f"{name}: x509 -trustout", trusted, "PEM X.509 certificate", public)
    bundle = cert + openssl("pkey", "-in", key_file)
    yield case(f"{name}: certificate and key in one file", bundle, "PEM X.509 certificate", private)


def openssl_cases():
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "rsa.pem")
    yield from openssl_formats("RSA", "rsa.pem", RSA, "PKCS#1")
    key = load(read("rsa.pem"))
    pem = openssl("rsa", "-in", "rsa.pem", "-RSAPublicKey_out")
    yield case("RSA: rsa -RSAPublicKey_out", pem, "PEM PKCS#1 public", expected(key, False, RSA))
    der = openssl("rsa", "-in", "rsa.pem", "-RSAPublicKey_out", "-outform", "DER", text=False)
    yield case("RSA: rsa -RSAPublicKey_out -outform DER", der, "DER PKCS#1 public", expected(key, False, RSA))
    few = [sign(key, "RS256")]
    pem = read("rsa.pem")
    private = expected(key, True, RSA, few)
    yield case("RSA: CRLF", pem.replace("\n", "\r\n"), "PEM PKCS#8", private)
    yield case("RSA: no line break at the end", pem.rstrip("\n"), "PEM PKCS#8", private)
    yield case("RSA: a byte order mark", "\ufeff" + pem, "PEM PKCS#8", private)
    yield case("RSA: white space before every line", "".join("  " + line + "\n" for line in pem.splitlines()), "PEM PKCS#8", private)
    yield case("RSA: lines squeezed into one", pem.replace("\n", " "), "PEM PKCS#8", private)
    yield case("RSA: lines of 76", rewrap(pem, 76), "PEM PKCS#8", private)
    yield case("RSA: words around it", "my key:\n\n" + pem + "\nnever share it\n", "PEM PKCS#8", private)
    yield case("RSA: a label that lies", pem.replace("PRIVATE KEY", "PUBLIC KEY"), "PEM PKCS#8", private)

    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096", "-out", "rsa4096.pem")
    key = load(read("rsa4096.pem"))
    yield case("RSA 4096", read("rsa4096.pem"), "PEM PKCS#8", expected(key, True, RSA, [sign(key, "RS512")]))
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", "rsa1024.pem")
    key = load(read("rsa1024.pem"))
    refused = [{"algorithm": "RS256", "operation": operation, "reason": "key_unusable"} for operation in ("verify", "sign")]
    yield case("RSA 1024", read("rsa1024.pem"), "PEM PKCS#8", expected(key, True, RSA, [], refuses=refused))
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_keygen_pubexp:3", "-out", "rsa3.pem")
    key = load(read("rsa3.pem"))
    yield case("RSA with e = 3", read("rsa3.pem"), "PEM PKCS#8", expected(key, True, RSA, [sign(key, "RS256")]))

    pss = ["PS256", "PS384", "PS512"]
    openssl("genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "pss.pem")
    key = load(read("pss.pem"))
    refused = [{"algorithm": "RS256", "operation": "verify", "reason": "algorithm_not_allowed"}]
    signatures = [sign(key, name) for name in pss]
    yield case("RSA-PSS", read("pss.pem"), "PEM PKCS#8", expected(key, True, pss, signatures, refuses=refused))
    public = openssl("pkey", "-in", "pss.pem", "-pubout")
    yield case("RSA-PSS: pkey -pubout", public, "PEM SPKI", expected(key, False, pss, signatures, refuses=refused))
    options = ["rsa_keygen_bits:2048", "rsa_pss_keygen_md:sha256", "rsa_pss_keygen_mgf1_md:sha256", "rsa_pss_keygen_saltlen:32"]
    openssl("genpkey", "-algorithm", "RSA-PSS", *[word for option in options for word in ("-pkeyopt", option)], "-out", "pss256.pem")
    key = load(read("pss256.pem"))
    refused = [*refused, {"algorithm": "PS512", "operation": "verify", "reason": "algorithm_not_allowed"}]
    yield case("RSA-PSS for SHA-256", read("pss256.pem"), "PEM PKCS#8", expected(key, True, ["PS256"], refuses=refused))
    options[1:3] = ["rsa_pss_keygen_md:sha1", "rsa_pss_keygen_mgf1_md:sha1"]
    openssl("genpkey", "-algorithm", "RSA-PSS", *[word for option in options for word in ("-pkeyopt", option)], "-out", "pss1.pem")
    yield problem("RSA-PSS for SHA-1", read("pss1.pem"), "pss_parameters_unsupported")

    for crv, (name, _, algorithm, _) in CURVES.items():
        file = f"{name}.pem"
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{name}", "-out", file)
        yield from openssl_formats(crv, file, [algorithm], "SEC1")
        key = load(read(file))
        public = expected(key, False, [algorithm])
        compressed = openssl("ec", "-in", file, "-pubout", "-conv_form", "compressed")
        yield case(f"{crv}: ec -pubout -conv_form compressed", compressed, "PEM SPKI", public)
        bare = openssl("ec", "-in", file, "-no_public")
        yield case(f"{crv}: ec -no_public", bare, "PEM SEC1", expected(key, True, [algorithm]))
        explicit = openssl("ec", "-in", file, "-param_enc", "explicit")
        yield problem(f"{crv}: ec -param_enc explicit", explicit, "curve_explicit")
        pem = openssl("ecparam", "-name", name, "-genkey")
        key = load(pem[pem.index("-----BEGIN EC PRIVATE"):])
        yield case(f"{crv}: ecparam -genkey", pem, "PEM SEC1", expected(key, True, [algorithm]))

    openssl("genpkey", "-algorithm", "ED25519", "-out", "ed25519.pem")
    yield from openssl_formats("Ed25519", "ed25519.pem", ["EdDSA", "Ed25519"], None)

    both = openssl("pkey", "-in", "prime256v1.pem", "-pubout") + openssl("pkey", "-in", "ed25519.pem", "-pubout")
    first, second = load(read("prime256v1.pem")), load(read("ed25519.pem"))
    yield case("two public keys in one file", both, "PEM SPKI", expected(first, False, ["ES256"]), expected(second, False, ["EdDSA", "Ed25519"]))


def rewrap(pem, width):
    lines = pem.strip().splitlines()
    body = "".join(lines[1:-1])
    return "\n".join([lines[0], *(body[at : at + width] for at in range(0, len(body), width)), lines[-1], ""])


def cryptography_cases():
    kinds = [("RSA", rsa.generate_private_key(65537, 3072), RSA, "PKCS#1")]
    kinds += [(crv, ec.generate_private_key(curve()), [algorithm], "SEC1") for crv, (_, curve, algorithm, _) in CURVES.items()]
    kinds += [("Ed25519", ed25519.Ed25519PrivateKey.generate(), ["EdDSA", "Ed25519"], None)]
    for name, kind in [("44", mldsa.MLDSA44PrivateKey), ("65", mldsa.MLDSA65PrivateKey), ("87", mldsa.MLDSA87PrivateKey)]:
        kinds.append((f"ML-DSA-{name}", kind.generate(), [f"ML-DSA-{name}"], None))
    none = serialization.NoEncryption()
    private_format, public_format, encoding = serialization.PrivateFormat, serialization.PublicFormat, serialization.Encoding
    for name, key, algorithms, classic in kinds:
        private, public = expected(key, True, algorithms), expected(key, False, algorithms)
        pem = key.private_bytes(encoding.PEM, private_format.PKCS8, none).decode()
        yield case(f"{name}: PKCS8", pem, "PEM PKCS#8", private)
        der = key.private_bytes(encoding.DER, private_format.PKCS8, none)
        yield case(f"{name}: PKCS8 in DER", der, "DER PKCS#8", private)
        if classic:
            pem = key.private_bytes(encoding.PEM, private_format.TraditionalOpenSSL, none).decode()
            yield case(f"{name}: TraditionalOpenSSL", pem, f"PEM {classic}", private)
        pem = key.public_key().public_bytes(encoding.PEM, public_format.SubjectPublicKeyInfo).decode()
        yield case(f"{name}: SubjectPublicKeyInfo", pem, "PEM SPKI", public)
        jwk = private_jwk(key)
        yield case(f"{name}: JWK", jwk, "JWK", private)
        yield case(f"{name}: public JWK", public_jwk(key.public_key()), "JWK", public)
        key_set = {"keys": [jwk | {"kid": "1"}, {"kty": "new", "kid": "2"}, {"kty": "RSA"}, "text"]}
        skipped = ["kty_unknown", "jwk_member_missing", "not_a_jwk"]
        yield case(f"{name}: JWK Set", key_set, "JWK Set", private | {"kid": "1"}, skipped=skipped)
        encrypted = key.private_bytes(encoding.PEM, private_format.PKCS8, serialization.BestAvailableEncryption(b"secret"))
        yield problem(f"{name}: encrypted", encrypted.decode(), "key_encrypted")


def foreign_cases():
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "rsa.pem")
    pem = read("rsa.pem")
    encrypted = openssl("pkey", "-in", "rsa.pem", "-aes128", "-passout", "pass:secret")
    yield problem("pkey -aes128", encrypted, "key_encrypted")
    der = openssl("pkcs8", "-topk8", "-in", "rsa.pem", "-passout", "pass:secret", "-outform", "DER", text=False)
    yield problem("pkcs8 -topk8 -outform DER", der, "key_encrypted")
    classic = openssl("pkey", "-in", "rsa.pem", "-aes128", "-traditional", "-passout", "pass:secret")
    yield problem("pkey -aes128 -traditional (Proc-Type: 4,ENCRYPTED)", classic, "key_encrypted")
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "id")
    yield problem("ssh-keygen, private", read("id"), "key_is_openssh")
    yield problem("ssh-keygen, public", read("id.pub"), "key_is_ssh_public")
    run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", "id_rsa")
    yield problem("ssh-keygen -t rsa, public", read("id_rsa.pub"), "key_is_ssh_public")
    yield problem("ssh-keygen -e (RFC 4716)", run("ssh-keygen", "-e", "-f", "id_rsa.pub"), "key_is_ssh_public")
    request = openssl("req", "-new", "-key", "rsa.pem", "-subj", "/CN=tokenry")
    yield problem("req -new", request, "key_is_certificate_request")
    save("request.pem", request)
    der = openssl("req", "-in", "request.pem", "-outform", "DER", text=False)
    yield problem("req -outform DER", der, "key_is_certificate_request")
    cert = certificate("rsa.pem")
    yield problem("crl2pkcs7", openssl("crl2pkcs7", "-nocrl", "-certfile", "cert.pem"), "key_is_pkcs7")
    der = openssl("crl2pkcs7", "-nocrl", "-certfile", "cert.pem", "-outform", "DER", text=False)
    yield problem("crl2pkcs7 -outform DER", der, "key_is_pkcs7")
    pfx = openssl("pkcs12", "-export", "-inkey", "rsa.pem", "-in", "cert.pem", "-passout", "pass:secret", text=False)
    yield problem("pkcs12 -export", pfx, "key_is_pkcs12")
    save("index.txt", "")
    save("ca.cnf", "[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n")
    crl = openssl("ca", "-gencrl", "-config", "ca.cnf", "-keyfile", "rsa.pem", "-cert", "cert.pem")
    yield problem("ca -gencrl", crl, "key_is_crl")
    save("crl.pem", crl)
    yield problem("crl -outform DER", openssl("crl", "-in", "crl.pem", "-outform", "DER", text=False), "key_is_crl")
    for kind, options in (("jks", ["-storetype", "JKS"]), ("p12", [])):
        run("keytool", "-genkeypair", "-keyalg", "EC", "-alias", "a", "-dname", "CN=tokenry", "-storepass", "secret1", "-keypass", "secret1", "-keystore", f"store.{kind}", *options)
        code = "key_is_java_keystore" if kind == "jks" else "key_is_pkcs12"
        yield problem(f"keytool, {kind}", read(f"store.{kind}", text=False), code)
    home = os.path.join(WORK, "gnupg")
    os.mkdir(home, 0o700)
    gpg = ("gpg", "--homedir", home, "--batch", "--pinentry-mode", "loopback", "--passphrase", "")
    run(*gpg, "--quick-generate-key", "tokenry", "rsa2048")
    yield problem("gpg --export --armor", run(*gpg, "--armor", "--export", "tokenry"), "key_is_pgp")
    yield problem("gpg --export", run(*gpg, "--export", "tokenry", text=False), "key_is_pgp")
    openssl("dsaparam", "-genkey", "-noout", "-out", "dsa.pem", "1024")
    yield problem("dsaparam -genkey", read("dsa.pem"), "key_is_dsa")
    yield problem("DSA: pkey -traditional", openssl("pkey", "-in", "dsa.pem", "-traditional"), "key_is_dsa")
    yield problem("DSA: pkey -pubout", openssl("pkey", "-in", "dsa.pem", "-pubout"), "key_is_dsa")
    yield problem("DSA: dsa -outform DER", openssl("dsa", "-in", "dsa.pem", "-outform", "DER", text=False), "key_is_dsa")
    yield problem("dhparam", openssl("genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", "group:modp_2048"), "key_is_dh_parameters")
    yield problem("ecparam -name", openssl("ecparam", "-name", "prime256v1"), "key_is_ec_parameters")
    for name in ("X25519", "X448", "ED448"):
        private = openssl("genpkey", "-algorithm", name)
        yield problem(name, private, "key_type_unsupported", says={"ED448": "Ed448"}.get(name, name))
        save("other.pem", private)
        yield problem(f"{name}: pkey -pubout", openssl("pkey", "-in", "other.pem", "-pubout"), "key_type_unsupported", says={"ED448": "Ed448"}.get(name, name))
    for name, shown in (("secp224r1", "P-224"), ("brainpoolP256r1", "brainpoolP256r1"), ("prime192v1", "P-192"), ("sect283r1", "OID 1.3.132.0.17")):
        openssl("ecparam", "-name", name, "-genkey", "-noout", "-out", "other.pem")
        yield problem(f"{name}, SEC 1", read("other.pem"), "curve_unsupported", says=shown)
        yield problem(f"{name}, PKCS#8", openssl("pkey", "-in", "other.pem"), "curve_unsupported", says=shown)
        yield problem(f"{name}, SPKI", openssl("pkey", "-in", "other.pem", "-pubout"), "curve_unsupported", says=shown)
    multi = openssl("genrsa", "-primes", "3", "2048")
    yield problem("genrsa -primes 3", multi, "rsa_multi_prime")

    lines = pem.splitlines(keepends=True)
    yield problem("PEM without its end", "".join(lines[:-1]), "pem_truncated", says="line 1")
    yield problem("PEM cut off in its first line", "# key\n-----BEGIN PRIV", "pem_truncated", says="line 2")
    yield problem("PEM without its middle", "".join(lines[:3] + lines[-1:]), "der_truncated")
    yield problem("PEM with a letter lost", "".join(lines[:5]) + lines[5][1:] + "".join(lines[6:]), "pem_not_base64", says="something is missing")
    yield problem("PEM with a strange character", "".join(lines[:5]) + lines[5][:9] + "?" + lines[5][10:] + "".join(lines[6:]), "pem_not_base64", says="line 6, column 10")
    yield problem("PEM with two labels", pem.replace("END PRIVATE", "END PUBLIC"), "pem_labels_differ", says=f"line {len(lines)}")
    yield problem("PEM of something else", pem.replace("PRIVATE KEY", "GRAPHIC"), "pem_unknown_label", says="GRAPHIC")
    yield problem("PEM with escaped line breaks", pem.replace("\n", "\\n"), "pem_escaped")
    yield problem("PEM in JSON", {"type": "service_account", "private_key": pem}, "pem_in_json", says="private_key")
    yield problem("PEM in UTF-16", pem.encode("utf-16"), "key_is_utf16")
    der = openssl("pkey", "-in", "rsa.pem", "-outform", "DER", text=False)
    yield problem("DER cut off", der[:-9], "der_truncated", says=f"{len(der)} bytes expected, {len(der) - 9} found")
    yield problem("DER with a line break behind it", der + b"\n", "der_trailing_bytes", says=f"byte {len(der)}")
    yield problem("gzip", gzip.compress(pem.encode(), mtime=0), "key_is_compressed")
    yield problem("a token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "key_is_token")
    yield problem("a token response", {"access_token": "a", "token_type": "Bearer"}, "key_is_token")
    yield problem("a discovery document", {"issuer": "https://example.com", "jwks_uri": "https://example.com/jwks"}, "key_is_discovery_document")
    yield problem("a web page", "<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "key_is_html")
    yield problem("an XML key of .NET", "<RSAKeyValue><Modulus>AQAB</Modulus></RSAKeyValue>", "key_is_xml")
    yield problem("a secret", "correct horse battery staple\n", "key_is_text")
    yield problem("a secret in hex that begins as DER does", "0123456789abcdef0123456789abcdef\n", "key_is_text")
    yield problem("a secret in base64", base64.b64encode(bytes(range(32))).decode() + "\n", "key_is_text")
    yield problem("bytes", bytes(range(128, 192)), "key_is_binary")
    yield problem("nothing", "", "key_file_empty")
    yield problem("white space", " \r\n\t\n", "key_file_empty")
    yield problem("PuTTY", "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "key_is_putty")


with tempfile.TemporaryDirectory() as WORK:
    version = openssl("version").split("(")[0].strip()
    write("openssl.json", version, list(openssl_cases()))
with tempfile.TemporaryDirectory() as WORK:
    write("cryptography.json", f"Python's cryptography {cryptography.__version__}", list(cryptography_cases()))
with tempfile.TemporaryDirectory() as WORK:
    write("foreign.json", f"{version}, OpenSSH, GnuPG, keytool, and texts made by hand", list(foreign_cases()))
