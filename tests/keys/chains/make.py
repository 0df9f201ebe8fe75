#!/usr/bin/env python3
"""Makes the certificates beside it with pyca/cryptography: P-256 keys, a root, an intermediate and leaves."""
from datetime import datetime, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HERE = Path(__file__).parent


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(file, subject, key, issuer, signer, ca=False, years=(2020, 2120), eku=None):
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(years[0], 1, 1, tzinfo=timezone.utc))
        .not_valid_after(datetime(years[1], 1, 1, tzinfo=timezone.utc))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if eku:
        builder = builder.add_extension(x509.ExtendedKeyUsage([eku]), critical=True)
    hash = None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    made = builder.sign(signer, hash)
    (HERE / file).write_bytes(made.public_bytes(serialization.Encoding.DER))


def p256():
    return ec.generate_private_key(ec.SECP256R1())


root, between, leaf, other = p256(), p256(), p256(), p256()
certificate("root.der", "Root", root, "Root", root, ca=True)
certificate("between.der", "Between", between, "Root", root, ca=True)
certificate("old-between.der", "Between", between, "Root", root, ca=True, years=(2020, 2021))
certificate("leaf.der", "Leaf", leaf, "Between", between)
certificate("tls.der", "TLS", leaf, "Between", between, eku=ExtendedKeyUsageOID.SERVER_AUTH)
certificate("expired.der", "Expired", leaf, "Between", between, years=(2020, 2021))
certificate("future.der", "Future", leaf, "Between", between, years=(2110, 2120))
certificate("forged.der", "Forged", leaf, "Between", other)
certificate("other-root.der", "Other", other, "Other", other, ca=True)
certificate("self-signed.der", "Self", leaf, "Self", leaf)
certificate("ed25519.der", "Ed", ed25519.Ed25519PrivateKey.generate(), "Root", root)
certificate("rsa.der", "RSA", rsa.generate_private_key(65537, 2048), "Root", root)
(HERE / "leaf.pem").write_bytes(
    leaf.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
)
