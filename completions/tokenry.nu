module completions {

  def "nu-complete tokenry color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry lang" [] {
    [ "en" "ko" ]
  }

  # JSON Web Tokens on the command line: issue, decode, verify, log in
  export extern tokenry [
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry color" # When to colour
    --lang: string@"nu-complete tokenry lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
  ]

  def "nu-complete tokenry login secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry login output" [] {
    [ "text" "token" "header" "env" "json" ]
  }

  def "nu-complete tokenry login color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry login lang" [] {
    [ "en" "ko" ]
  }

  # Check a password and issue an access and a refresh token
  export extern "tokenry login" [
    --password-stdin          # Read the password from standard input
    --no-save                 # Do not keep the tokens as this machine's login
    --ttl: string             # How long the access token is good
    --refresh-ttl: string     # How long the refresh token is good
    --iss: string             # The issuer claim
    --aud: string             # The audience claim (repeatable)
    --scope: string           # A scope (repeatable)
    --secret: string          # An HMAC secret, as it is (process lists show it)
    --secret-file: path       # A file that holds the HMAC secret
    --secret-env: string      # The environment variable that holds the HMAC secret
    --secret-encoding: string@"nu-complete tokenry login secret_encoding" # How the secret is written
    --key: path               # A file with a key: PEM, DER, JWK or JWK Set (- for standard input)
    --key-env: string         # The environment variable that holds a key
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --jwks: path              # A JWK Set, in a file or at an https URL
    --issuer: string          # The keys of an OpenID Connect issuer, found by discovery
    --offline                 # Fetch nothing from the network
    --allow-weak-secret       # Sign with an HMAC secret that is shorter than its hash
    --output: string@"nu-complete tokenry login output" # What is printed
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry login color" # When to colour
    --lang: string@"nu-complete tokenry login lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    name: string              # The user name
  ]

  def "nu-complete tokenry whoami secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry whoami color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry whoami lang" [] {
    [ "en" "ko" ]
  }

  # Verify an access token and show whose it is
  export extern "tokenry whoami" [
    --token-env: string       # The environment variable that holds the token
    --secret: string          # An HMAC secret, as it is (process lists show it)
    --secret-file: path       # A file that holds the HMAC secret
    --secret-env: string      # The environment variable that holds the HMAC secret
    --secret-encoding: string@"nu-complete tokenry whoami secret_encoding" # How the secret is written
    --key: path               # A file with a key: PEM, DER, JWK or JWK Set (- for standard input)
    --key-env: string         # The environment variable that holds a key
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --jwks: path              # A JWK Set, in a file or at an https URL
    --issuer: string          # The keys of an OpenID Connect issuer, found by discovery
    --offline                 # Fetch nothing from the network
    --at: string              # Judge as of another moment than now
    --leeway: string          # How far the clocks may differ
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry whoami color" # When to colour
    --lang: string@"nu-complete tokenry whoami lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    token?: string            # The access token (else standard input, else this machine's login)
  ]

  def "nu-complete tokenry refresh secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry refresh output" [] {
    [ "text" "token" "header" "env" "json" ]
  }

  def "nu-complete tokenry refresh color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry refresh lang" [] {
    [ "en" "ko" ]
  }

  # Trade a refresh token for a new pair
  export extern "tokenry refresh" [
    --token-env: string       # The environment variable that holds the token
    --no-save                 # Do not keep the tokens as this machine's login
    --if-expiring: string     # Refresh only when the access token has less than this left
    --ttl: string             # How long the access token is good
    --refresh-ttl: string     # How long the refresh token is good
    --iss: string             # The issuer claim
    --aud: string             # The audience claim (repeatable)
    --scope: string           # A scope (repeatable)
    --secret: string          # An HMAC secret, as it is (process lists show it)
    --secret-file: path       # A file that holds the HMAC secret
    --secret-env: string      # The environment variable that holds the HMAC secret
    --secret-encoding: string@"nu-complete tokenry refresh secret_encoding" # How the secret is written
    --key: path               # A file with a key: PEM, DER, JWK or JWK Set (- for standard input)
    --key-env: string         # The environment variable that holds a key
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --jwks: path              # A JWK Set, in a file or at an https URL
    --issuer: string          # The keys of an OpenID Connect issuer, found by discovery
    --offline                 # Fetch nothing from the network
    --allow-weak-secret       # Sign with an HMAC secret that is shorter than its hash
    --output: string@"nu-complete tokenry refresh output" # What is printed
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry refresh color" # When to colour
    --lang: string@"nu-complete tokenry refresh lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    token?: string            # The refresh token (else standard input, else this machine's login)
  ]

  def "nu-complete tokenry logout color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry logout lang" [] {
    [ "en" "ko" ]
  }

  # Revoke the login of this machine and forget it
  export extern "tokenry logout" [
    --all                     # Revoke every login of the user, not only this one
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry logout color" # When to colour
    --lang: string@"nu-complete tokenry logout lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry token secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry token output" [] {
    [ "text" "token" "header" "env" "json" ]
  }

  def "nu-complete tokenry token color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry token lang" [] {
    [ "en" "ko" ]
  }

  # Print an access token of the login, refreshed when it ends
  export extern "tokenry token" [
    --fresh: string           # How long it must still be good
    --secret: string          # An HMAC secret, as it is (process lists show it)
    --secret-file: path       # A file that holds the HMAC secret
    --secret-env: string      # The environment variable that holds the HMAC secret
    --secret-encoding: string@"nu-complete tokenry token secret_encoding" # How the secret is written
    --key: path               # A file with a key: PEM, DER, JWK or JWK Set (- for standard input)
    --key-env: string         # The environment variable that holds a key
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --jwks: path              # A JWK Set, in a file or at an https URL
    --issuer: string          # The keys of an OpenID Connect issuer, found by discovery
    --offline                 # Fetch nothing from the network
    --allow-weak-secret       # Sign with an HMAC secret that is shorter than its hash
    --output: string@"nu-complete tokenry token output" # What is printed
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry token color" # When to colour
    --lang: string@"nu-complete tokenry token lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry session color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry session lang" [] {
    [ "en" "ko" ]
  }

  # List the open sessions, and end one
  export extern "tokenry session" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry session color" # When to colour
    --lang: string@"nu-complete tokenry session lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry session list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry session list lang" [] {
    [ "en" "ko" ]
  }

  # List the open sessions
  export extern "tokenry session list" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry session list color" # When to colour
    --lang: string@"nu-complete tokenry session list lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry session revoke color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry session revoke lang" [] {
    [ "en" "ko" ]
  }

  # End one session
  export extern "tokenry session revoke" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry session revoke color" # When to colour
    --lang: string@"nu-complete tokenry session revoke lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    sid: string               # The id of the session
  ]

  def "nu-complete tokenry issue alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokenry issue secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry issue encrypt_secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry issue jwe_alg" [] {
    [ "RSA-OAEP" "RSA-OAEP-256" "RSA-OAEP-384" "RSA-OAEP-512" "dir" "A128KW" "A192KW" "A256KW" "A128GCMKW" "A192GCMKW" "A256GCMKW" "ECDH-ES" "ECDH-ES+A128KW" "ECDH-ES+A192KW" "ECDH-ES+A256KW" "PBES2-HS256+A128KW" "PBES2-HS384+A192KW" "PBES2-HS512+A256KW" ]
  }

  def "nu-complete tokenry issue enc" [] {
    [ "A128GCM" "A192GCM" "A256GCM" "A128CBC-HS256" "A192CBC-HS384" "A256CBC-HS512" ]
  }

  def "nu-complete tokenry issue output" [] {
    [ "token" "header" "env" "json" ]
  }

  def "nu-complete tokenry issue explain" [] {
    [ "text" "html" "lab" ]
  }

  def "nu-complete tokenry issue color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry issue lang" [] {
    [ "en" "ko" ]
  }

  # Sign a token with the claims given
  export extern "tokenry issue" [
    --user: string            # Issue for this account, with its scopes and claims
    --sub: string             # The subject claim
    --ttl: string             # How long the token is good
    --exp: string             # When the token expires
    --no-exp                  # A token that never expires
    --nbf: string             # From when on the token is good
    --iat: string             # When the token was issued, if not now
    --no-iat                  # Leave the time of issue out
    --iss: string             # The issuer claim
    --aud: string             # The audience claim (repeatable)
    --jti: string             # The token id; auto makes a UUID
    --claim: string           # Any claim (repeatable)
    --payload: string         # A JSON object to start from; the options win over it
    --from: string            # A token to start from; the options win over it
    --drop: string            # Leave out a claim of --from (repeatable)
    --keep-times              # Keep the times and the jti of --from
    --header: string          # Any header parameter (repeatable)
    --typ: string             # The type in the header (JWT without it)
    --alg: string@"nu-complete tokenry issue alg" # The signature algorithm
    --kid: string             # Sign with the key of this id
    --secret: string          # An HMAC secret, as it is (process lists show it)
    --secret-file: path       # A file that holds the HMAC secret
    --secret-env: string      # The environment variable that holds the HMAC secret
    --secret-encoding: string@"nu-complete tokenry issue secret_encoding" # How the secret is written
    --key: path               # A file with a key: PEM, DER, JWK or JWK Set (- for standard input)
    --key-env: string         # The environment variable that holds a key
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --jwks: path              # A JWK Set, in a file or at an https URL
    --issuer: string          # The keys of an OpenID Connect issuer, found by discovery
    --offline                 # Fetch nothing from the network
    --allow-weak-secret       # Sign with an HMAC secret that is shorter than its hash
    --encrypt-to: path        # Encrypt the token for the public key in a file
    --encrypt-secret-file: path # Encrypt it with the secret in a file
    --encrypt-secret-env: string # Encrypt it with the secret in an environment variable
    --encrypt-secret-encoding: string@"nu-complete tokenry issue encrypt_secret_encoding" # How that secret is written
    --jwe-alg: string@"nu-complete tokenry issue jwe_alg" # How the content key is encrypted
    --enc: string@"nu-complete tokenry issue enc" # How the content is encrypted (A256GCM without it)
    --sign-with: string       # Have a command sign, and check it with the public key of --key
    --x5c: path               # Put the certificates of this file into the header (x5c)
    --output: string@"nu-complete tokenry issue output" # What is printed
    --tz: string              # The time zone of times
    --explain: string@"nu-complete tokenry issue explain" # Show step by step how the token is made
    --show-secret             # Put the secret into the explanation (a private key into the lab alone)
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry issue color" # When to colour
    --lang: string@"nu-complete tokenry issue lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry decode decrypt_secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry decode explain" [] {
    [ "text" "html" "lab" ]
  }

  def "nu-complete tokenry decode only" [] {
    [ "invalid" "valid" ]
  }

  def "nu-complete tokenry decode color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry decode lang" [] {
    [ "en" "ko" ]
  }

  # Show what a token says, without verifying it
  export extern "tokenry decode" [
    --token-env: string       # The environment variable that holds the token
    --get: string             # Print one value alone
    --redact                  # Leave the signature out, so that the token can be shown
    --decrypt-key: path       # Open an encrypted token with the private key in a file (- for standard input)
    --decrypt-key-env: string # Open it with the private key in an environment variable
    --decrypt-secret-file: path # Open it with the secret in a file
    --decrypt-secret-env: string # Open it with the secret in an environment variable
    --decrypt-secret-encoding: string@"nu-complete tokenry decode decrypt_secret_encoding" # How that secret is written
    --cookie-name: string     # The cookie of an Auth.js session token
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --at: string              # Judge as of another moment than now
    --tz: string              # The time zone of times
    --explain: string@"nu-complete tokenry decode explain" # Show step by step how the token is made
    --show-secret             # Put the secret into the explanation (a private key into the lab alone)
    --batch: path             # Read one token a line, write one JSON object a line
    --full                    # Write for each line all that --json gives for one token
    --only: string@"nu-complete tokenry decode only" # Write only the lines of valid or of invalid tokens
    --summary                 # Write only the counts at the end
    --jobs: string            # How many threads work
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry decode color" # When to colour
    --lang: string@"nu-complete tokenry decode lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    token?: string            # The token, @FILE or - (else standard input)
  ]

  def "nu-complete tokenry verify secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry verify alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokenry verify decrypt_secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry verify profile" [] {
    [ "id-token" "at+jwt" "logout-token" "client-assertion" "dpop" ]
  }

  def "nu-complete tokenry verify explain" [] {
    [ "text" "html" "lab" ]
  }

  def "nu-complete tokenry verify only" [] {
    [ "invalid" "valid" ]
  }

  def "nu-complete tokenry verify color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry verify lang" [] {
    [ "en" "ko" ]
  }

  # Check everything about a token and name every reason to refuse it
  export extern "tokenry verify" [
    --token-env: string       # The environment variable that holds the token
    --secret: string          # An HMAC secret, as it is (process lists show it)
    --secret-file: path       # A file that holds the HMAC secret
    --secret-env: string      # The environment variable that holds the HMAC secret
    --secret-encoding: string@"nu-complete tokenry verify secret_encoding" # How the secret is written
    --key: path               # A file with a key: PEM, DER, JWK or JWK Set (- for standard input)
    --key-env: string         # The environment variable that holds a key
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --jwks: path              # A JWK Set, in a file or at an https URL
    --issuer: string          # The keys of an OpenID Connect issuer, found by discovery
    --offline                 # Fetch nothing from the network
    --x5c                     # The key of the certificates in the token, up to --ca
    --ca: path                # The root certificates that --x5c trusts, in PEM or DER
    --alg: string@"nu-complete tokenry verify alg" # An algorithm that is allowed (repeatable)
    --decrypt-key: path       # Open an encrypted token with the private key in a file (- for standard input)
    --decrypt-key-env: string # Open it with the private key in an environment variable
    --decrypt-secret-file: path # Open it with the secret in a file
    --decrypt-secret-env: string # Open it with the secret in an environment variable
    --decrypt-secret-encoding: string@"nu-complete tokenry verify decrypt_secret_encoding" # How that secret is written
    --cookie-name: string     # The cookie of an Auth.js session token
    --iss: string             # The issuer expected (repeatable: any of them)
    --aud: string             # The audience expected (repeatable: any of them)
    --sub: string             # The subject expected
    --typ: string             # The type expected in the header
    --require: string         # A claim that must be there, or have this value (repeatable)
    --scope: string           # A scope that must be granted (repeatable: all of them)
    --forbid: string          # A claim that must not be there (repeatable)
    --signature-only          # Check structure, algorithm, key and signature, no claims
    --profile: string@"nu-complete tokenry verify profile" # The kind of token expected
    --nonce: string           # The nonce of the authentication request
    --access-token: string    # The access token that came with it (at_hash, ath)
    --code: string            # The authorization code that came with it (c_hash)
    --htm: string             # The HTTP method that a DPoP proof is for
    --htu: string             # The URL that a DPoP proof is for
    --jkt: string             # The thumbprint of the key of a DPoP proof
    --at: string              # Judge as of another moment than now
    --leeway: string          # How far the clocks may differ
    --max-age: string         # How long ago it may have been issued
    --get: string             # Print one value of a valid token alone
    --tz: string              # The time zone of times
    --explain: string@"nu-complete tokenry verify explain" # Show step by step how the token is made
    --show-secret             # Put the secret into the explanation (a private key into the lab alone)
    --batch: path             # Read one token a line, write one JSON object a line
    --full                    # Write for each line all that --json gives for one token
    --only: string@"nu-complete tokenry verify only" # Write only the lines of valid or of invalid tokens
    --summary                 # Write only the counts at the end
    --jobs: string            # How many threads work
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry verify color" # When to colour
    --lang: string@"nu-complete tokenry verify lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    token?: string            # The token, @FILE or - (else standard input)
  ]

  def "nu-complete tokenry scan fail_on" [] {
    [ "any" "live" "valid" ]
  }

  def "nu-complete tokenry scan secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry scan color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry scan lang" [] {
    [ "en" "ko" ]
  }

  # Find the tokens in any text
  export extern "tokenry scan" [
    --redact                  # Copy the text, with a short name in place of each signature
    --fail-on: string@"nu-complete tokenry scan fail_on" # Exit 12 when such a token is found
    --secret: string          # An HMAC secret, as it is (process lists show it)
    --secret-file: path       # A file that holds the HMAC secret
    --secret-env: string      # The environment variable that holds the HMAC secret
    --secret-encoding: string@"nu-complete tokenry scan secret_encoding" # How the secret is written
    --key: path               # A file with a key: PEM, DER, JWK or JWK Set (- for standard input)
    --key-env: string         # The environment variable that holds a key
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --jwks: path              # A JWK Set, in a file or at an https URL
    --issuer: string          # The keys of an OpenID Connect issuer, found by discovery
    --offline                 # Fetch nothing from the network
    --at: string              # Judge as of another moment than now
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry scan color" # When to colour
    --lang: string@"nu-complete tokenry scan lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    ...files: path            # The files to look through (- for standard input)
  ]

  def "nu-complete tokenry user color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry user lang" [] {
    [ "en" "ko" ]
  }

  # Manage the accounts of the user file
  export extern "tokenry user" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry user color" # When to colour
    --lang: string@"nu-complete tokenry user lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry user add color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry user add lang" [] {
    [ "en" "ko" ]
  }

  # Add an account
  export extern "tokenry user add" [
    --password-stdin          # Read the password from standard input
    --full-name: string       # The person's name
    --email: string           # The e-mail address
    --scope: string           # A scope that the user may ask for (repeatable)
    --claim: string           # A claim for every token of the user (repeatable)
    --disabled                # Add it disabled
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry user add color" # When to colour
    --lang: string@"nu-complete tokenry user add lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    name: string              # The user name
  ]

  def "nu-complete tokenry user list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry user list lang" [] {
    [ "en" "ko" ]
  }

  # List the accounts
  export extern "tokenry user list" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry user list color" # When to colour
    --lang: string@"nu-complete tokenry user list lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry user show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry user show lang" [] {
    [ "en" "ko" ]
  }

  # Show an account, without its password hash
  export extern "tokenry user show" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry user show color" # When to colour
    --lang: string@"nu-complete tokenry user show lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    name: string              # The user name
  ]

  def "nu-complete tokenry user passwd color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry user passwd lang" [] {
    [ "en" "ko" ]
  }

  # Change a password
  export extern "tokenry user passwd" [
    --password-stdin          # Read the password from standard input
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry user passwd color" # When to colour
    --lang: string@"nu-complete tokenry user passwd lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    name: string              # The user name
  ]

  def "nu-complete tokenry user enable color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry user enable lang" [] {
    [ "en" "ko" ]
  }

  # Let an account in again
  export extern "tokenry user enable" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry user enable color" # When to colour
    --lang: string@"nu-complete tokenry user enable lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    name: string              # The user name
  ]

  def "nu-complete tokenry user disable color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry user disable lang" [] {
    [ "en" "ko" ]
  }

  # Shut an account out
  export extern "tokenry user disable" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry user disable color" # When to colour
    --lang: string@"nu-complete tokenry user disable lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    name: string              # The user name
  ]

  def "nu-complete tokenry user remove color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry user remove lang" [] {
    [ "en" "ko" ]
  }

  # Remove an account
  export extern "tokenry user remove" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry user remove color" # When to colour
    --lang: string@"nu-complete tokenry user remove lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    name: string              # The user name
  ]

  def "nu-complete tokenry key color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key lang" [] {
    [ "en" "ko" ]
  }

  # Manage the keys of the key file
  export extern "tokenry key" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key color" # When to colour
    --lang: string@"nu-complete tokenry key lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry key generate alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokenry key generate usage" [] {
    [ "sig" ]
  }

  def "nu-complete tokenry key generate format" [] {
    [ "jwk" "pem" ]
  }

  def "nu-complete tokenry key generate color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key generate lang" [] {
    [ "en" "ko" ]
  }

  # Make a key
  export extern "tokenry key generate" [
    --alg: string@"nu-complete tokenry key generate alg" # The algorithm that the key is for
    --kid: string             # The key's id (else its RFC 7638 thumbprint)
    --size: string            # The size of an RSA key (2048, 3072, 4096, 8192) or of an HMAC secret
    --use: string@"nu-complete tokenry key generate usage" # What the key is for: sig (RFC 7517 §4.2)
    --out: path               # Write it to this file, not into the key file
    --format: string@"nu-complete tokenry key generate format" # The format of that file (else as its name ends, else jwk)
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key generate color" # When to colour
    --lang: string@"nu-complete tokenry key generate lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry key list secret_encoding" [] {
    [ "text" "base64" "base64url" "hex" ]
  }

  def "nu-complete tokenry key list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key list lang" [] {
    [ "en" "ko" ]
  }

  # List the keys
  export extern "tokenry key list" [
    --token-env: string       # The environment variable that holds the token
    --secret: string          # An HMAC secret, as it is (process lists show it)
    --secret-file: path       # A file that holds the HMAC secret
    --secret-env: string      # The environment variable that holds the HMAC secret
    --secret-encoding: string@"nu-complete tokenry key list secret_encoding" # How the secret is written
    --key: path               # A file with a key: PEM, DER, JWK or JWK Set (- for standard input)
    --key-env: string         # The environment variable that holds a key
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --jwks: path              # A JWK Set, in a file or at an https URL
    --issuer: string          # The keys of an OpenID Connect issuer, found by discovery
    --offline                 # Fetch nothing from the network
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key list color" # When to colour
    --lang: string@"nu-complete tokenry key list lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    token?: string            # A token to try each key on
  ]

  def "nu-complete tokenry key export format" [] {
    [ "jwks" "jwk" "pem" ]
  }

  def "nu-complete tokenry key export color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key export lang" [] {
    [ "en" "ko" ]
  }

  # Print the public keys
  export extern "tokenry key export" [
    --format: string@"nu-complete tokenry key export format" # The format
    --private                 # The private parts too
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key export color" # When to colour
    --lang: string@"nu-complete tokenry key export lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    kid?: string              # The key's id (else all keys)
  ]

  def "nu-complete tokenry key import alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokenry key import color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key import lang" [] {
    [ "en" "ko" ]
  }

  # Take a key from a file into the key file
  export extern "tokenry key import" [
    --kid: string             # The id that it gets
    --alg: string@"nu-complete tokenry key import alg" # The algorithm that it is for
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key import color" # When to colour
    --lang: string@"nu-complete tokenry key import lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    file: path                # The file to read (- for standard input)
  ]

  def "nu-complete tokenry key convert to" [] {
    [ "jwks" "jwk" "pem" ]
  }

  def "nu-complete tokenry key convert color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key convert lang" [] {
    [ "en" "ko" ]
  }

  # Write keys in another format
  export extern "tokenry key convert" [
    --to: string@"nu-complete tokenry key convert to" # The format to write
    --private                 # The private parts too
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key convert color" # When to colour
    --lang: string@"nu-complete tokenry key convert lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    file: path                # The file to read (- for standard input)
  ]

  def "nu-complete tokenry key rotate color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key rotate lang" [] {
    [ "en" "ko" ]
  }

  # Sign with a new key from now on, and keep the old one for verifying
  export extern "tokenry key rotate" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key rotate color" # When to colour
    --lang: string@"nu-complete tokenry key rotate lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry key remove color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key remove lang" [] {
    [ "en" "ko" ]
  }

  # Remove a key
  export extern "tokenry key remove" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key remove color" # When to colour
    --lang: string@"nu-complete tokenry key remove lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    kid: string               # The key's id
  ]

  def "nu-complete tokenry key thumbprint color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key thumbprint lang" [] {
    [ "en" "ko" ]
  }

  # Print the RFC 7638 thumbprint of a key
  export extern "tokenry key thumbprint" [
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key thumbprint color" # When to colour
    --lang: string@"nu-complete tokenry key thumbprint lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    file?: path               # The file with the key (- for standard input; without it the keys of the key file)
  ]

  def "nu-complete tokenry key fingerprint color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry key fingerprint lang" [] {
    [ "en" "ko" ]
  }

  # Print the SHA-256 fingerprint of a public key
  export extern "tokenry key fingerprint" [
    --key-pass-file: path     # A file that holds the passphrase of the key
    --key-pass-env: string    # The environment variable that holds the passphrase of the key
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry key fingerprint color" # When to colour
    --lang: string@"nu-complete tokenry key fingerprint lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    file: path                # The file with the key (- for standard input)
  ]

  def "nu-complete tokenry tour color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry tour lang" [] {
    [ "en" "ko" ]
  }

  # Play the life of a token, step by step, with real commands
  export extern "tokenry tour" [
    --step                    # Wait for Enter between the steps
    --dir: directory          # Play in this directory, and keep it
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry tour color" # When to colour
    --lang: string@"nu-complete tokenry tour lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
  ]

  def "nu-complete tokenry completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete tokenry completions color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry completions lang" [] {
    [ "en" "ko" ]
  }

  # Print a completion script
  export extern "tokenry completions" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry completions color" # When to colour
    --lang: string@"nu-complete tokenry completions lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    shell: string@"nu-complete tokenry completions shell" # The shell
  ]

  def "nu-complete tokenry man color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete tokenry man lang" [] {
    [ "en" "ko" ]
  }

  # Write the man pages
  export extern "tokenry man" [
    --help(-h)                # Print help (--help: the whole, with examples)
    --version(-V)             # Print the version
    --home: directory         # Where users.json, keys.json and sessions.json are
    --users: path             # The user file
    --keys: path              # The key file, a JWK Set; its first key signs
    --json                    # Answer in JSON, errors too
    --color: string@"nu-complete tokenry man color" # When to colour
    --lang: string@"nu-complete tokenry man lang" # The language of messages and help
    --verbose(-v)             # A line for each check, and the whole report of a refusal
    --quiet(-q)               # No notices and warnings on standard error
    dir?: directory           # The directory for the pages; it is made if need be
  ]

}

export use completions *
