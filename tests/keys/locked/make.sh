#!/bin/sh
# Makes the files beside it with OpenSSL 3: one P-256 key, and one RSA key for the stores, under the passphrase `pw 암호`.
set -eu
cd "$(dirname "$0")"
pass='pass:pw 암호'
openssl ecparam -name prime256v1 -genkey -noout -out key.pem
topk8() { out=$1; shift; openssl pkcs8 -topk8 -in key.pem -passout "$pass" -out "$out" "$@"; }
topk8 pbkdf2-aes256.pem
topk8 pbkdf2-aes128-sha1.pem -v2 aes-128-cbc -v2prf hmacWithSHA1
topk8 pbkdf2-aes192-sha384.pem -v2 aes-192-cbc -v2prf hmacWithSHA384
topk8 pbkdf2-aes256-sha512.pem -v2 aes-256-cbc -v2prf hmacWithSHA512
topk8 pbkdf2-des3.pem -v2 des3
topk8 scrypt.pem -scrypt
topk8 pbkdf2-aes256.der -outform DER
topk8 costly.pem -iter 20000000
topk8 pbes1.pem -v1 PBE-SHA1-3DES
for cipher in aes128 aes192 aes256 des3; do
  openssl ec -in key.pem -$cipher -passout "$pass" -out rfc1421-$cipher.pem
done
openssl req -x509 -key key.pem -subj /CN=test -days 36500 -out certificate.pem
cat certificate.pem pbkdf2-aes256.pem > certificate-and-key.pem
openssl pkcs12 -export -inkey key.pem -in certificate.pem -passout "$pass" -out new.p12
openssl pkcs12 -export -legacy -inkey key.pem -in certificate.pem -passout "$pass" -out old.p12
openssl pkcs12 -export -nokeys -in certificate.pem -passout "$pass" -out certificates.p12
