"""Writes the pyjwt-*.json vectors beside this file.

    pip install "pyjwt[crypto]==2.15.1" && python make_pyjwt.py

HS256 and RS256 give the same bytes every time. ES256 draws a random nonce, so
its token is kept as long as it verifies. The keys are published test keys:
RSA is RFC 7515 A.2 as PKCS#8, P-256 is the one of the jwt.io debugger.
"""

import base64
import json
import pathlib

import jwt
from cryptography.hazmat.primitives import serialization

HERE = pathlib.Path(__file__).parent
SOURCE = "PyJWT 2.15.1, make_pyjwt.py"

SECRET = "a secret of thirty-two octets ok"
RSA = """-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCh+BYK4uPJtGXO
jS1lYmM2K5J9vinh8CR3/BYlzJChNuOL2TSXxbbqY913EeZ8dCn5VrD7io8ImtxL
aYk8wTM/U+3QGbh3hCUv7JFP5IV3aVlL6kKA0ywPVb9ilE8TA5a8bpvfbr3SvaNn
juygxmj3AbONv/s4yDQs4v5tJ/reSlpIdJed1LnPmt7Ex1sFhSwsD174pcF1A5L5
ROjtZMEQxrZHYJqkeDrrnGya11UxMFBji4NmXG9veoKjlnAqH2QbgtPr8jkiGUkf
toaHLFcW9Qr4NY2ai50Xw0Byj3+H2JoY2PyrZ62EWQwuz3WTOTY8BwNNb2BvniHg
VFbK5emhAgMBAAECggEAEq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyW
PEAeP88vLNO97IjlA7/GQ5sLKMgvfTeXZx9SE+7YwVol2NXOoAJe46sui395IW/G
O+pWJ1O0BkTGoVEn2bKVRUCgu+GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzj
kn439X0M/V51gfpRLI9JYanrC4D4qAdGcopV/0ZHHzQlBjudU2QvXt4ehNYTCBr6
XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl/x/jTj3ccPDVZFD9pIuhLhBOneufuBiB
4cS98l2SR/RQyGWSeWjnczT0QU91p1DhOVRuOopznQKBgQDgHMQQ60imZV1URk0K
pLttoLhyt3SmqdEf/kgHePDdtzEafpAu+cS191R2JiuoF2yzWXnwFDcqGigp5BNr
0AHQfD8/Lk8l1Mk09jxxCfui5nYooNyac8YFjm3vItzVCVDnEd3BbVWG8qf6deqE
lMGAg+C2V0L4oNXnP7LZcPAZRwKBgQC5A8R+CZW2MvRTLLHzwZkUXV866cff7tx6
kqa0finGG0KgeqlaZPxgCZnFp7AeAcCMtiynVlJ7vMVgePsLq6XtON4tB5kP9jAP
rq3rbAOal78eUH5OcED6eNuCV8ixEu1eWcPNCS/l1OW1EnXUEoEHKl54Xrrz2uNw
kgMTP1FZ1wKBgAcCn1dwJKufzBWQxWQp1vsM5fggqPN1qGb5y0MAk3g7/Ls5bkUp
5u9SN0Ai3Ya6hNnvWJMb7sXQX6U/zyO2M/hTip7tUeh7CXgwo59dkpN75gJLVds2
9+DAncu3KXU4f2Fa+7bLNrur53k8KwPOq2bbuTG69QtV7Jr5MR0AHWKNAoGBAIf/
evpitUf+4JYbLpvNXWcY052Mpz22aR84mY3nh3F2LF2mjMJDpTg7FmuyPcVw6EcG
yoAe9fa65iNqCq+jdw6PVNGo2hxfjSiZ8IIzHdsPXI89//pMjZcQK9r+CCoRjaZj
OYiIDktVWZzmevJuv6WywUqd57LE3Zar3dLSIkx1AoGAIYd7DHOhrWvxkwPQsRM2
tOgrjbcrfvtQJipd+DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd/QJQ3
ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp/gh6A56
03k2+ZQwVK0JKSHuLFkuQ3U=
-----END PRIVATE KEY-----
"""
P256 = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2
OF/2NxApJCzGCEDdfSp6VQO30hyhRANCAAQRWz+jn65BtOMvdyHKcvjBeBSDZH2r
1RTwjmYSi9R/zpBnuQ4EiMnCqfMPWiZqB4QdbAd0E7oH50VpuZ1P087G
-----END PRIVATE KEY-----
"""

ISSUED = 1795392000  # 2026-11-23T00:00:00Z
DURING = "2026-11-23T00:05:00Z"
AFTER = "2026-11-23T01:00:00Z"


def segment(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def write(name, comment, token, key, at, args, exit_code, reasons, notes):
    header, payload, _ = token.split(".")
    vector = {
        "source": SOURCE,
        "comment": comment,
        "token": token,
        "key": key,
        "at": at,
        "args": args,
        "expect": {
            "exit": exit_code,
            "valid": exit_code == 0,
            "reasons": reasons,
            "header": json.loads(segment(header)),
            "payload": json.loads(segment(payload)),
            "payload_text": None,
            "notes": notes,
        },
    }
    text = json.dumps(vector, indent=2) + "\n"
    (HERE / f"{name}.json").write_text(text, encoding="utf-8")


def kept(name, header, claims, verify):
    """The token already in the file, if it says the same and is still good."""
    file = HERE / f"{name}.json"
    if not file.exists():
        return None
    vector = json.loads(file.read_text(encoding="utf-8"))
    same = vector["expect"]["header"] == header and vector["expect"]["payload"] == claims
    return vector["token"] if same and verify(vector["token"]) else None


def public_pem(private):
    key = serialization.load_pem_private_key(private.encode(), None).public_key()
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def main():
    assert jwt.__version__ == "2.15.1"

    claims = {"sub": "hongsun2", "iat": ISSUED, "exp": ISSUED + 900, "jti": "c0ffee-1"}
    token = jwt.encode(claims, SECRET, algorithm="HS256")
    write("pyjwt-hs256", "exactly 32 octets of secret", token, {"secret": SECRET}, DURING, [], 0, [], [])
    write("pyjwt-hs256-expired", "the same token an hour later", token, {"secret": SECRET}, AFTER, [], 5, ["expired"], [])

    claims = {
        "iss": "https://issuer.example",
        "aud": ["orders", "billing"],
        "sub": "service-7",
        "nbf": ISSUED,
        "iat": ISSUED,
        "exp": ISSUED + 3600,
        "scope": "orders:read orders:write",
    }
    token = jwt.encode(claims, RSA, algorithm="RS256", headers={"kid": "2010-12-29"})
    key = {"pem": public_pem(RSA)}
    good = ["--iss", "https://issuer.example", "--aud", "billing"]
    write("pyjwt-rs256", "audience and issuer are asked for", token, key, DURING, good, 0, [], [])
    write("pyjwt-rs256-early", "judged before nbf and iat", token, key, "2026-11-22T23:59:59Z", good, 6, ["not_yet_valid"], ["issued_in_future"])
    write("pyjwt-rs256-other-audience", "nobody asked for is in aud", token, key, DURING, ["--aud", "payroll"], 7, ["audience_mismatch"], [])

    header = {"alg": "ES256", "kid": "p256-1", "typ": "at+jwt"}
    claims = {"iss": "https://issuer.example", "sub": "hongsun2", "client_id": "cli", "iat": ISSUED, "exp": ISSUED + 300.5, "jti": "c0ffee-2"}
    public = public_pem(P256)

    def verify(token):
        return jwt.decode(token, public, algorithms=["ES256"], options={"verify_exp": False, "verify_iat": False}) == claims

    token = kept("pyjwt-es256", header, claims, verify) or jwt.encode(
        claims, P256, algorithm="ES256", headers={"kid": "p256-1", "typ": "at+jwt"}
    )
    write("pyjwt-es256", "exp has a fraction of a second; judged within that second", token, {"pem": public}, DURING, ["--typ", "at+jwt"], 0, [], [])


if __name__ == "__main__":
    main()
