//! What the parts of a verification take, and the whole: `cargo bench`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tokenry::encoding::BASE64URL;
use tokenry::json::{Indexed, Object};
use tokenry::keys::{Algorithm, Key, KeySet};
use tokenry::time::Moment;
use tokenry::token::Token;
use tokenry::token::report::Report;
use tokenry::token::unwrap::plain;
use tokenry::token::verify::{Keyring, Policy, judge};

/// 2026-11-23T02:00:00Z
const NOW: i64 = 1_795_399_200;
const PAYLOAD: &str = r#"{"iss":"https://issuer.example.com","sub":"user-00000001","aud":"api.example.com","iat":1795399140,"nbf":1795399140.5,"exp":1797991200,"jti":"91b7584a2265b1f5"}"#;
/// How many tokens are checked in turn: a processor learns the branches that one signature takes.
const DIFFERENT: u32 = 200;

fn algorithm(name: &str) -> Algorithm {
    Algorithm::named(name).expect("a name of the table")
}

fn token(key: &Key, algorithm: Algorithm, payload: &str) -> String {
    let header = format!(r#"{{"alg":"{}","typ":"JWT","kid":"k1"}}"#, algorithm.name());
    let input = format!(
        "{}.{}",
        BASE64URL.encode(header.as_bytes()),
        BASE64URL.encode(payload.as_bytes())
    );
    let signer = key.signer(algorithm, false).expect("a key that signs");
    let signature = signer.sign(input.as_bytes()).expect("a signature");
    format!("{input}.{}", BASE64URL.encode(&signature))
}

/// Tokens of as many subjects.
fn tokens(key: &Key, algorithm: Algorithm) -> Vec<String> {
    (0..DIFFERENT)
        .map(|number| {
            let payload = PAYLOAD.replace("00000001", &format!("{number:08}"));
            token(key, algorithm, &payload)
        })
        .collect()
}

fn policy() -> Policy {
    Policy {
        issuers: vec!["https://issuer.example.com".into()],
        audiences: vec!["api.example.com".into()],
        ..Policy::default()
    }
}

fn stages(criterion: &mut Criterion) {
    let hs256 = algorithm("HS256");
    let key = Key::generate(hs256).expect("a key");
    let token = token(&key, hs256, PAYLOAD);
    let line = token.as_bytes();
    let mut group = criterion.benchmark_group("stages");
    group.bench_function("plain", |bench| bench.iter(|| plain(black_box(line))));
    let mut read = Token::default();
    group.bench_function("token", |bench| bench.iter(|| read.read(black_box(&token))));
    let part = token.split('.').nth(1).expect("three parts");
    let mut bytes = Vec::new();
    group.bench_function("payload base64url", |bench| {
        bench.iter(|| BASE64URL.decode_into(black_box(part.as_bytes()), &mut bytes));
    });
    group.bench_function("payload members", |bench| {
        bench.iter(|| Indexed::parse(black_box(PAYLOAD).to_owned()));
    });
    group.bench_function("payload tree", |bench| {
        bench.iter(|| Object::parse(black_box(PAYLOAD.as_bytes())));
    });
    group.bench_function("NumericDate", |bench| {
        bench.iter(|| Moment::from_json(black_box("1797991200")));
    });
    group.finish();
}

fn signatures(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("bare signature check");
    for name in ["HS256", "RS256", "PS256", "ES256", "EdDSA", "ML-DSA-44"] {
        let algorithm = algorithm(name);
        let key = Key::generate(algorithm).expect("a key");
        let tokens = tokens(&key, algorithm);
        let signed: Vec<_> = tokens
            .iter()
            .map(|token| {
                let token = Token::of(token);
                let signature = token.signature().expect("base64url").clone();
                (token.signing_input().to_vec(), signature)
            })
            .collect();
        let verifier = key.verifier(algorithm).expect("a key that verifies");
        let mut signed = signed.iter().cycle();
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let (input, signature) = signed.next().expect("a cycle");
                verifier.verify(black_box(input), signature)
            });
        });
    }
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    let (policy, now) = (policy(), Moment::from_seconds(NOW));
    let mut group = criterion.benchmark_group("judge");
    group.throughput(Throughput::Elements(1));
    for name in ["HS256", "RS256", "ES256", "EdDSA"] {
        let algorithm = algorithm(name);
        let key = Key::generate(algorithm).expect("a key");
        let tokens = tokens(&key, algorithm);
        let mut tokens = tokens.iter().cycle();
        let set = KeySet::of(key);
        let mut ring = Keyring::new(&set, "bench", &policy);
        for mut report in [Report::brief(), Report::default()] {
            let mut token = Token::default();
            let details = if report.is_brief() {
                ""
            } else {
                ", every detail"
            };
            group.bench_function(format!("{name}{details}"), |bench| {
                bench.iter(|| {
                    report.clear();
                    token.read(black_box(tokens.next().expect("a cycle")));
                    judge(&token, &mut ring, now, &mut report).signed
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, stages, signatures, whole);
criterion_main!(benches);
