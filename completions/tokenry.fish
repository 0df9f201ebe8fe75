# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_tokenry_global_optspecs
    string join \n home= users= keys= json color= lang= v/verbose q/quiet h/help V/version
end

function __fish_tokenry_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    # An option that waits for its value is not parsed.
    string match -rq -- '^--(home|users|keys|color|lang)$' $cmd[-1]; and set -e cmd[-1]
    argparse -s (__fish_tokenry_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_tokenry_using_subcommand
    set -l cmd (__fish_tokenry_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c tokenry -n "__fish_tokenry_needs_command" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_needs_command" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_needs_command" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_needs_command" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_needs_command" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_needs_command" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_needs_command" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_needs_command" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_needs_command" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_needs_command" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "login" -d 'Check a password and issue an access and a refresh token'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "whoami" -d 'Verify an access token and show whose it is'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "refresh" -d 'Trade a refresh token for a new pair'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "logout" -d 'Revoke the login of this machine and forget it'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "token" -d 'Print an access token of the login, refreshed when it ends'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "session" -d 'List the open sessions, and end one'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "issue" -d 'Sign a token with the claims given'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "decode" -d 'Show what a token says, without verifying it'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "verify" -d 'Check everything about a token and name every reason to refuse it'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "scan" -d 'Find the tokens in any text'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "user" -d 'Manage the accounts of the user file'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "key" -d 'Manage the keys of the key file'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "tour" -d 'Play the life of a token, step by step, with real commands'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "completions" -d 'Print a completion script'
complete -c tokenry -n "__fish_tokenry_needs_command" -f -a "man" -d 'Write the man pages'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l ttl -d 'How long the access token is good' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l refresh-ttl -d 'How long the refresh token is good' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l iss -d 'The issuer claim' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l aud -d 'The audience claim (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l scope -d 'A scope (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l secret -d 'An HMAC secret, as it is (process lists show it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l secret-file -d 'A file that holds the HMAC secret' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l secret-env -d 'The environment variable that holds the HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l secret-encoding -d 'How the secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l key -d 'A file with a key: PEM, DER, JWK or JWK Set (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l key-env -d 'The environment variable that holds a key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l jwks -d 'A JWK Set, in a file or at an https URL' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l issuer -d 'The keys of an OpenID Connect issuer, found by discovery' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l output -d 'What is printed' -r -f -a "text\t''
token\t''
header\t''
env\t''
json\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l password-stdin -d 'Read the password from standard input'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l no-save -d 'Do not keep the tokens as this machine\'s login'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l offline -d 'Fetch nothing from the network'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l allow-weak-secret -d 'Sign with an HMAC secret that is shorter than its hash'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l token-env -d 'The environment variable that holds the token' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l secret -d 'An HMAC secret, as it is (process lists show it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l secret-file -d 'A file that holds the HMAC secret' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l secret-env -d 'The environment variable that holds the HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l secret-encoding -d 'How the secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l key -d 'A file with a key: PEM, DER, JWK or JWK Set (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l key-env -d 'The environment variable that holds a key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l jwks -d 'A JWK Set, in a file or at an https URL' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l issuer -d 'The keys of an OpenID Connect issuer, found by discovery' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l at -d 'Judge as of another moment than now' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l leeway -d 'How far the clocks may differ' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l offline -d 'Fetch nothing from the network'
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand whoami" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l token-env -d 'The environment variable that holds the token' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l if-expiring -d 'Refresh only when the access token has less than this left' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l ttl -d 'How long the access token is good' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l refresh-ttl -d 'How long the refresh token is good' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l iss -d 'The issuer claim' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l aud -d 'The audience claim (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l scope -d 'A scope (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l secret -d 'An HMAC secret, as it is (process lists show it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l secret-file -d 'A file that holds the HMAC secret' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l secret-env -d 'The environment variable that holds the HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l secret-encoding -d 'How the secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l key -d 'A file with a key: PEM, DER, JWK or JWK Set (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l key-env -d 'The environment variable that holds a key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l jwks -d 'A JWK Set, in a file or at an https URL' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l issuer -d 'The keys of an OpenID Connect issuer, found by discovery' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l output -d 'What is printed' -r -f -a "text\t''
token\t''
header\t''
env\t''
json\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l no-save -d 'Do not keep the tokens as this machine\'s login'
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l offline -d 'Fetch nothing from the network'
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l allow-weak-secret -d 'Sign with an HMAC secret that is shorter than its hash'
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand refresh" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -l all -d 'Revoke every login of the user, not only this one'
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand logout" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l fresh -d 'How long it must still be good' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l secret -d 'An HMAC secret, as it is (process lists show it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l secret-file -d 'A file that holds the HMAC secret' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l secret-env -d 'The environment variable that holds the HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l secret-encoding -d 'How the secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l key -d 'A file with a key: PEM, DER, JWK or JWK Set (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l key-env -d 'The environment variable that holds a key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l jwks -d 'A JWK Set, in a file or at an https URL' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l issuer -d 'The keys of an OpenID Connect issuer, found by discovery' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l output -d 'What is printed' -r -f -a "text\t''
token\t''
header\t''
env\t''
json\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l offline -d 'Fetch nothing from the network'
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l allow-weak-secret -d 'Sign with an HMAC secret that is shorter than its hash'
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand token" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -f -a "list" -d 'List the open sessions'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -f -a "revoke" -d 'End one session'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from list" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand session; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l user -d 'Issue for this account, with its scopes and claims' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l sub -d 'The subject claim' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l ttl -d 'How long the token is good' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l exp -d 'When the token expires' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l nbf -d 'From when on the token is good' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l iat -d 'When the token was issued, if not now' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l iss -d 'The issuer claim' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l aud -d 'The audience claim (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l jti -d 'The token id; auto makes a UUID' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l claim -d 'Any claim (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l payload -d 'A JSON object to start from; the options win over it' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l from -d 'A token to start from; the options win over it' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l drop -d 'Leave out a claim of --from (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l header -d 'Any header parameter (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l typ -d 'The type in the header (JWT without it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l alg -d 'The signature algorithm' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l kid -d 'Sign with the key of this id' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l secret -d 'An HMAC secret, as it is (process lists show it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l secret-file -d 'A file that holds the HMAC secret' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l secret-env -d 'The environment variable that holds the HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l secret-encoding -d 'How the secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l key -d 'A file with a key: PEM, DER, JWK or JWK Set (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l key-env -d 'The environment variable that holds a key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l jwks -d 'A JWK Set, in a file or at an https URL' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l issuer -d 'The keys of an OpenID Connect issuer, found by discovery' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l encrypt-to -d 'Encrypt the token for the public key in a file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l encrypt-secret-file -d 'Encrypt it with the secret in a file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l encrypt-secret-env -d 'Encrypt it with the secret in an environment variable' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l encrypt-secret-encoding -d 'How that secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l jwe-alg -d 'How the content key is encrypted' -r -f -a "RSA-OAEP\t''
RSA-OAEP-256\t''
RSA-OAEP-384\t''
RSA-OAEP-512\t''
dir\t''
A128KW\t''
A192KW\t''
A256KW\t''
A128GCMKW\t''
A192GCMKW\t''
A256GCMKW\t''
ECDH-ES\t''
ECDH-ES+A128KW\t''
ECDH-ES+A192KW\t''
ECDH-ES+A256KW\t''
PBES2-HS256+A128KW\t''
PBES2-HS384+A192KW\t''
PBES2-HS512+A256KW\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l enc -d 'How the content is encrypted (A256GCM without it)' -r -f -a "A128GCM\t''
A192GCM\t''
A256GCM\t''
A128CBC-HS256\t''
A192CBC-HS384\t''
A256CBC-HS512\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l sign-with -d 'Have a command sign, and check it with the public key of --key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l x5c -d 'Put the certificates of this file into the header (x5c)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l output -d 'What is printed' -r -f -a "token\t''
header\t''
env\t''
json\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l tz -d 'The time zone of times' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l explain -d 'Show step by step how the token is made' -r -f -a "text\t''
html\t''
lab\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l no-exp -d 'A token that never expires'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l no-iat -d 'Leave the time of issue out'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l keep-times -d 'Keep the times and the jti of --from'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l offline -d 'Fetch nothing from the network'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l allow-weak-secret -d 'Sign with an HMAC secret that is shorter than its hash'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l show-secret -d 'Put the secret into the explanation (a private key into the lab alone)'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l token-env -d 'The environment variable that holds the token' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l get -d 'Print one value alone' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l decrypt-key -d 'Open an encrypted token with the private key in a file (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l decrypt-key-env -d 'Open it with the private key in an environment variable' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l decrypt-secret-file -d 'Open it with the secret in a file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l decrypt-secret-env -d 'Open it with the secret in an environment variable' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l decrypt-secret-encoding -d 'How that secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l cookie-name -d 'The cookie of an Auth.js session token' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l at -d 'Judge as of another moment than now' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l tz -d 'The time zone of times' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l explain -d 'Show step by step how the token is made' -r -f -a "text\t''
html\t''
lab\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l batch -d 'Read one token a line, write one JSON object a line' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l only -d 'Write only the lines of valid or of invalid tokens' -r -f -a "invalid\t''
valid\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l jobs -d 'How many threads work' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l redact -d 'Leave the signature out, so that the token can be shown'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l show-secret -d 'Put the secret into the explanation (a private key into the lab alone)'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l full -d 'Write for each line all that --json gives for one token'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l summary -d 'Write only the counts at the end'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand decode" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l token-env -d 'The environment variable that holds the token' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l secret -d 'An HMAC secret, as it is (process lists show it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l secret-file -d 'A file that holds the HMAC secret' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l secret-env -d 'The environment variable that holds the HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l secret-encoding -d 'How the secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l key -d 'A file with a key: PEM, DER, JWK or JWK Set (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l key-env -d 'The environment variable that holds a key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l jwks -d 'A JWK Set, in a file or at an https URL' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l issuer -d 'The keys of an OpenID Connect issuer, found by discovery' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l ca -d 'The root certificates that --x5c trusts, in PEM or DER' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l alg -d 'An algorithm that is allowed (repeatable)' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l decrypt-key -d 'Open an encrypted token with the private key in a file (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l decrypt-key-env -d 'Open it with the private key in an environment variable' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l decrypt-secret-file -d 'Open it with the secret in a file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l decrypt-secret-env -d 'Open it with the secret in an environment variable' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l decrypt-secret-encoding -d 'How that secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l cookie-name -d 'The cookie of an Auth.js session token' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l iss -d 'The issuer expected (repeatable: any of them)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l aud -d 'The audience expected (repeatable: any of them)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l sub -d 'The subject expected' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l typ -d 'The type expected in the header' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l require -d 'A claim that must be there, or have this value (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l scope -d 'A scope that must be granted (repeatable: all of them)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l forbid -d 'A claim that must not be there (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l profile -d 'The kind of token expected' -r -f -a "id-token\t''
at+jwt\t''
logout-token\t''
client-assertion\t''
dpop\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l nonce -d 'The nonce of the authentication request' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l access-token -d 'The access token that came with it (at_hash, ath)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l code -d 'The authorization code that came with it (c_hash)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l htm -d 'The HTTP method that a DPoP proof is for' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l htu -d 'The URL that a DPoP proof is for' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l jkt -d 'The thumbprint of the key of a DPoP proof' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l at -d 'Judge as of another moment than now' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l leeway -d 'How far the clocks may differ' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l max-age -d 'How long ago it may have been issued' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l get -d 'Print one value of a valid token alone' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l tz -d 'The time zone of times' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l explain -d 'Show step by step how the token is made' -r -f -a "text\t''
html\t''
lab\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l batch -d 'Read one token a line, write one JSON object a line' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l only -d 'Write only the lines of valid or of invalid tokens' -r -f -a "invalid\t''
valid\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l jobs -d 'How many threads work' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l offline -d 'Fetch nothing from the network'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l x5c -d 'The key of the certificates in the token, up to --ca'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l signature-only -d 'Check structure, algorithm, key and signature, no claims'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l show-secret -d 'Put the secret into the explanation (a private key into the lab alone)'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l full -d 'Write for each line all that --json gives for one token'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l summary -d 'Write only the counts at the end'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand verify" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l fail-on -d 'Exit 12 when such a token is found' -r -f -a "any\t''
live\t''
valid\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l secret -d 'An HMAC secret, as it is (process lists show it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l secret-file -d 'A file that holds the HMAC secret' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l secret-env -d 'The environment variable that holds the HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l secret-encoding -d 'How the secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l key -d 'A file with a key: PEM, DER, JWK or JWK Set (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l key-env -d 'The environment variable that holds a key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l jwks -d 'A JWK Set, in a file or at an https URL' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l issuer -d 'The keys of an OpenID Connect issuer, found by discovery' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l at -d 'Judge as of another moment than now' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l redact -d 'Copy the text, with a short name in place of each signature'
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l offline -d 'Fetch nothing from the network'
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand scan" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -f -a "add" -d 'Add an account'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -f -a "list" -d 'List the accounts'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -f -a "show" -d 'Show an account, without its password hash'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -f -a "passwd" -d 'Change a password'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -f -a "enable" -d 'Let an account in again'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -f -a "disable" -d 'Shut an account out'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd enable disable remove" -f -a "remove" -d 'Remove an account'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l full-name -d 'The person\'s name' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l email -d 'The e-mail address' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l scope -d 'A scope that the user may ask for (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l claim -d 'A claim for every token of the user (repeatable)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l password-stdin -d 'Read the password from standard input'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l disabled -d 'Add it disabled'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from add" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from list" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -l password-stdin -d 'Read the password from standard input'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "generate" -d 'Make a key'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "list" -d 'List the keys'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "export" -d 'Print the public keys'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "import" -d 'Take a key from a file into the key file'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "convert" -d 'Write keys in another format'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "rotate" -d 'Sign with a new key from now on, and keep the old one for verifying'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "remove" -d 'Remove a key'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "thumbprint" -d 'Print the RFC 7638 thumbprint of a key'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and not __fish_seen_subcommand_from generate list export import convert rotate remove thumbprint fingerprint" -f -a "fingerprint" -d 'Print the SHA-256 fingerprint of a public key'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l alg -d 'The algorithm that the key is for' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l kid -d 'The key\'s id (else its RFC 7638 thumbprint)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l size -d 'The size of an RSA key (2048, 3072, 4096, 8192) or of an HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l use -d 'What the key is for: sig (RFC 7517 §4.2)' -r -f -a "sig\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l out -d 'Write it to this file, not into the key file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l format -d 'The format of that file (else as its name ends, else jwk)' -r -f -a "jwk\t''
pem\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from generate" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l token-env -d 'The environment variable that holds the token' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l secret -d 'An HMAC secret, as it is (process lists show it)' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l secret-file -d 'A file that holds the HMAC secret' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l secret-env -d 'The environment variable that holds the HMAC secret' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l secret-encoding -d 'How the secret is written' -r -f -a "text\t''
base64\t''
base64url\t''
hex\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l key -d 'A file with a key: PEM, DER, JWK or JWK Set (- for standard input)' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l key-env -d 'The environment variable that holds a key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l jwks -d 'A JWK Set, in a file or at an https URL' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l issuer -d 'The keys of an OpenID Connect issuer, found by discovery' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l offline -d 'Fetch nothing from the network'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from list" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -l format -d 'The format' -r -f -a "jwks\t''
jwk\t''
pem\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -l private -d 'The private parts too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l kid -d 'The id that it gets' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l alg -d 'The algorithm that it is for' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from import" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l to -d 'The format to write' -r -f -a "jwks\t''
jwk\t''
pem\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l private -d 'The private parts too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from convert" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -l key-pass-file -d 'A file that holds the passphrase of the key' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -l key-pass-env -d 'The environment variable that holds the passphrase of the key' -r -f
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from fingerprint" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -l dir -d 'Play in this directory, and keep it' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -l step -d 'Wait for Enter between the steps'
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand tour" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -s q -l quiet -d 'No notices and warnings on standard error'
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -l home -d 'Where users.json, keys.json and sessions.json are' -r -f -a "(__fish_complete_directories)"
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -l users -d 'The user file' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -l keys -d 'The key file, a JWK Set; its first key signs' -r -F
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -l color -d 'When to colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -l lang -d 'The language of messages and help' -r -f -a "en\t''
ko\t''"
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -s h -l help -d 'Print help (--help: the whole, with examples)'
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -s V -l version -d 'Print the version'
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -l json -d 'Answer in JSON, errors too'
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -s v -l verbose -d 'A line for each check, and the whole report of a refusal'
complete -c tokenry -n "__fish_tokenry_using_subcommand man" -s q -l quiet -d 'No notices and warnings on standard error'

# The names of accounts and the ids of keys: only the files know them.
function __fish_tokenry_known
	set -l place
	set -l option
	for word in (commandline -opc)
		test -n "$option"; and set -a place $option $word
		set option
		contains -- $word --home --users --keys; and set option $word
		string match -rq -- '^--(home|users|keys)=' $word; and set -a place $word
	end
	tokenry completions $argv[1] $place 2>/dev/null
end
complete -c tokenry -n "__fish_tokenry_using_subcommand login" -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l user -r -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand issue" -l kid -r -f -a "(__fish_tokenry_known keys)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from show" -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from passwd" -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from enable" -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from disable" -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand user; and __fish_seen_subcommand_from remove" -f -a "(__fish_tokenry_known users)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from export" -f -a "(__fish_tokenry_known keys)"
complete -c tokenry -n "__fish_tokenry_using_subcommand key; and __fish_seen_subcommand_from remove" -f -a "(__fish_tokenry_known keys)"
complete -c tokenry -n "__fish_tokenry_using_subcommand completions" -f -a "bash zsh fish powershell elvish nushell"
