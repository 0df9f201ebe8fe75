#!/usr/bin/env python3
"""Makes secrets.json: a secret as verify is given it, and as the signer used it, for every mishap of shells, files,
templates, character sets and libraries that is known.

    python3 tests/vectors/diagnosis/make.py > tests/vectors/diagnosis/secrets.json
"""
import base64
import hashlib
import json
import unicodedata
from urllib.parse import quote

ASCII = "seven-green-bottles+on/the_garden.wall=42"
WIDE = "비밀-열쇠-ñandú-2026"
KOREAN = "비밀열쇠입니다열여섯자"
cases = []


def as_bytes(value):
    return value.encode() if isinstance(value, str) else value


def case(code, given, used, encoding="text"):
    cases.append({
        "code": code,
        "given": base64.b64encode(as_bytes(given)).decode(),
        "used": base64.b64encode(as_bytes(used)).decode(),
        "encoding": encoding,
    })


for secret in (ASCII, WIDE, "correct horse battery staple", "Tr0ub4dor&3<>-and-more-of-it"):
    octets = secret.encode()
    plain, url, digits = base64.b64encode(octets), base64.urlsafe_b64encode(octets).rstrip(b"="), octets.hex()
    form = "secret_is_base64"
    for end in ("\n", "\n\n", "\r\n", "\r"):
        case("secret_has_trailing_newline", secret + end, secret)
    for around in ("%s ", " %s", "  %s  ", "\t%s", "\u00a0%s", "\ufeff%s", "%s\u200b"):
        case("secret_has_surrounding_space", around % secret, secret)
    case("secret_has_invisible_characters", secret[:4] + "\u200b" + secret[4:], secret)
    for quotes in ('"%s"', "'%s'", "`%s`", "“%s”"):
        case("secret_is_quoted", quotes % secret, secret)
        case("secret_is_quoted", secret, quotes % secret)
    for end in ("\n", "\r\n", "\r"):
        case("secret_lacks_trailing_newline", secret, secret + end)
    for around in ("%s ", " %s", "%s\t"):
        case("secret_lacks_surrounding_space", secret, around % secret)
    case("secret_is_hex", digits, octets)
    case("secret_is_hex", digits.upper(), octets)
    case("secret_is_hex", secret, digits)
    case(form, secret, plain)
    case("secret_is_text", plain, plain, "base64")
    case("secret_is_text", url, url, "base64url")
    case("secret_is_text", digits, digits, "hex")
    case("secret_has_prefix", "base64:" + plain.decode(), octets)
    case("secret_has_prefix", "0x" + digits, octets)
    case("secret_has_prefix", "text:" + secret, secret)
    case("secret_lacks_prefix", secret, "base64:" + secret)
    for name in ("utf-16-le", "utf-16-be", "utf-16"):
        case("secret_is_utf16", secret.encode(name), secret)
        case("secret_is_utf16", secret, secret.encode(name))
    case("secret_is_utf16", secret, base64.b64encode(secret.encode("utf-16-le")))
    case("secret_has_byte_order_mark", secret, b"\xef\xbb\xbf" + octets)
    case("secret_is_assignment", f"SECRET_KEY={secret}", secret)
    case("secret_is_assignment", f'A=1\nexport JWT_SECRET="{secret}"\nB=2\n', secret)
    case("secret_is_assignment", f"JWT_SECRET='{secret}' # of the web", secret)
    case("secret_is_assignment", f"jwt:\n  secret: {secret}\n", secret)
    case("secret_is_assignment", secret, f"SECRET={secret}")
    case("secret_is_in_json", json.dumps({"jwt": {"secret": secret}}), secret)
    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
        digest = hashlib.new(name, octets).digest()
        case("secret_is_hashed", secret, digest)
        case("secret_is_hashed", secret, digest.hex())
        case("secret_is_hashed", secret, base64.b64encode(digest))
    for length in (8, 16, 24):
        case("secret_is_cut", secret, octets[:length])
    case("secret_is_in_other_case", secret, secret.upper())
    case("secret_lost_a_part", secret + "\nand a second line", secret)
    case("secret_is_escaped", secret, quote(secret, safe=""))

for given, used in (
    ("north${wind}south-gate", "northsouth-gate"), ("pa$word-of-the-gate", "pa-of-the-gate"),
    ("first#second-part", "first"), ("first-part second-part", "first-part"), ("abc=def=ghi", "abc=def"),
    ("key-of-the-gate;rm -rf", "key-of-the-gate"), ("비밀-of-the-gate", "??-of-the-gate"),
    ("비밀-of-the-gate", "-of-the-gate"), ("key-%USER%-of-the-gate", "key--of-the-gate"),
    ('key-"of"-the-gate', "key-of-the-gate"), ("key-^of-the-gate", "key-of-the-gate"),
):
    case("secret_lost_a_part", given, used)
for given, used in (
    ("a$$b-key-of-the-gate", "a$b-key-of-the-gate"), ("a%26b-key-of-the-gate", "a&b-key-of-the-gate"),
    ("a&amp;b-key-of-the-gate", "a&b-key-of-the-gate"), ("tab\\tkey-of-the-gate", "tab\tkey-of-the-gate"),
    ("tab\tkey-of-the-gate", "tab\\tkey-of-the-gate"), ("a&b-key-of-the-gate", "a&amp;b-key-of-the-gate"),
    ("a/b-key-of-the-gate", "a\\/b-key-of-the-gate"),
):
    case("secret_is_escaped", given, used)
case("secret_has_typographic_characters", "key–of—the “gate”", 'key-of-the "gate"')
for name in ("euc-kr", "shift_jis", "gbk"):
    text = {"euc-kr": KOREAN, "shift_jis": "ひみつのかぎ", "gbk": "秘密的钥匙"}[name]
    case("secret_is_in_other_charset", text, text.encode(name))
case("secret_is_in_other_charset", KOREAN.encode("euc-kr"), KOREAN)
case("secret_is_in_other_charset", "ñandú-of-the-gate", "ñandú-of-the-gate".encode("latin-1"))
case("secret_is_in_other_charset", "ñandú-of-the-gate", "ñandú-of-the-gate".encode().decode("latin-1"))
case("secret_is_in_other_normal_form", WIDE, unicodedata.normalize("NFD", WIDE))
case("secret_is_in_other_normal_form", unicodedata.normalize("NFD", WIDE), WIDE)
for text in (
    "${SECRET}", "$SECRET", "SECRET_KEY", "{{SECRET}}", "{{ secret }}", "%SECRET%", "process.env.SECRET", "<SECRET>",
    "${{ secrets.SECRET }}", "$(SECRET)", 'os.environ["SECRET"]', "${env.SECRET}", "env:SECRET", "${JWT_SECRET}",
):
    case("secret_is_placeholder", ASCII, text)
for text in ("undefined", "null", "None", "nil", "", "secret", "changeme", "your-256-bit-secret", "[object Object]"):
    case("secret_is_well_known", ASCII, text)
# Lenient decoders: jjwt before 0.10, Node's Buffer, C's that stop.
case("secret_is_base64", "garden.gate.key.of.the.mayors", base64.b64decode("gardengatekeyofthemayors"))
case("secret_is_base64url", "garden_gate-key-of-the-mayors", base64.urlsafe_b64decode("garden_gate-key-of-the-mayor"))
case("secret_is_hex", "66:6f:6f:62:61:72:66:6f:6f:62:61:72:66:6f:6f:62", b"foobarfoobarfoob")

print(json.dumps({
    "source": "tests/vectors/diagnosis/make.py, with Python's base64, hashlib, unicodedata, urllib and codecs",
    "comment": "The signer used `used` and verify is given `given`, in $SECRET; the first hint has the code.",
    "cases": cases,
}, ensure_ascii=False, indent=1))
