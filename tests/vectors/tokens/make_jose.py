"""Writes the jose-*.json vectors beside this file.

    pip install "python-jose[cryptography]==3.5.0" && python make_jose.py

HS512 and RS384 give the same bytes every time. ES384 draws a random nonce, so
its token is kept as long as it verifies. The keys are published test keys:
RSA is RFC 7515 A.2 as PKCS#8, P-384 is the one of the jwt.io debugger.
"""

import base64
import json
import pathlib

import jose
from cryptography.hazmat.primitives import serialization
from jose import jwt

HERE = pathlib.Path(__file__).parent
SOURCE = "python-jose 3.5.0, make_jose.py"

SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
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
P384 = """-----BEGIN PRIVATE KEY-----
MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDCAHpFQ62QnGCEvYh/p
E9QmR1C9aLcDItRbslbmhen/h1tt8AyMhskeenT+rAyyPhGhZANiAAQLW5ZJePZz
MIPAxMtZXkEWbDF0zo9f2n4+T1h/2sh/fviblc/VTyrv10GEtIi5qiOy85Pf1RRw
8lE5IPUWpgu553SteKigiKLUPeNpbqmYZUkWGh3MLfVzLmx85ii2vMU=
-----END PRIVATE KEY-----
"""

ISSUED = 1795392000  # 2026-11-23T00:00:00Z
DURING = "2026-11-23T00:05:00Z"


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
    assert jose.__version__ == "3.5.0"

    claims = {"sub": "hongsun2", "name": "홍길동", "iat": ISSUED, "exp": ISSUED + 900}
    token = jwt.encode(claims, SECRET, algorithm="HS512")
    write("jose-hs512", "the library writes the Korean name as \\u escapes", token, {"secret": SECRET}, DURING, [], 0, [], [])
    write("jose-hs512-wrong-secret", "the last letter of the secret differs", token, {"secret": SECRET[:-1] + "e"}, DURING, [], 4, ["signature_mismatch"], [])

    claims = {"sub": "hongsun2", "roles": ["admin", "user"], "quota": 1.5, "big": 12345678901234567890, "iat": ISSUED, "exp": ISSUED + 900}
    token = jwt.encode(claims, RSA, algorithm="RS384", headers={"kid": "2010-12-29"})
    write("jose-rs384", "an integer of 20 digits, beyond 64 bits signed", token, {"pem": public_pem(RSA)}, DURING, ["--require", "roles"], 0, [], [])

    header = {"alg": "ES384", "typ": "JWT"}
    claims = {"iss": "https://issuer.example", "sub": "hongsun2", "nonce": "n-0S6_WzA2Mj", "iat": ISSUED, "exp": ISSUED + 900}
    public = public_pem(P384)

    def verify(token):
        return jwt.decode(token, public, algorithms=["ES384"], options={"verify_exp": False, "verify_iat": False}) == claims

    token = kept("jose-es384", header, claims, verify) or jwt.encode(claims, P384, algorithm="ES384")
    write("jose-es384", "no kid, no aud", token, {"pem": public}, DURING, ["--sub", "hongsun2"], 0, [], [])


if __name__ == "__main__":
    main()
