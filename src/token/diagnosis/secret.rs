//! Secrets that the signer may have used in place of the one that was given: a search through what happens to secrets.

use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

use zeroize::Zeroizing;

use super::mishap::{FIRST, Filter, Hidden, MISHAPS, Mishap};
use crate::encoding::BASE64URL;
use crate::keys::SecretEncoding;
use crate::token::explanation::recipe::quote;
use crate::token::hint::{Hint, Mend};

/// How much may have happened to one secret at once: the sum of the costs.
const MAX_COST: usize = 4;
/// How many secrets are thought of for one that was given.
const MAX_GUESSES: usize = 1_200;
/// Longer secrets than this, in bytes, are not looked into: nobody types them.
const MAX_LENGTH: usize = 16 << 10;

/// A secret as it was written, before it was decoded.
#[derive(Clone, Copy)]
pub struct Written<'w> {
    /// The text.
    pub text: &'w [u8],
    /// How it was read.
    pub encoding: SecretEncoding,
    /// Where it comes from.
    pub source: Source<'w>,
}

/// Where a secret comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'w> {
    /// The command line itself.
    Argument,
    /// A file.
    File(&'w str),
    /// An environment variable.
    Variable(&'w str),
    /// `k` of a JWK (RFC 7518 §6.4.1).
    Jwk,
}

impl Source<'_> {
    /// The names that the secret may have where it is kept: that of the variable; `JWT_SECRET` for `jwt_secret.txt`.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Variable(name) => vec![(*name).to_owned()],
            Self::File(path) => {
                let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
                let stem = name.split('.').next().unwrap_or(name);
                let upper = stem.to_uppercase().replace('-', "_");
                if upper.is_empty() {
                    Vec::new()
                } else {
                    vec![upper]
                }
            }
            Self::Argument | Self::Jwk => Vec::new(),
        }
    }
}

/// Secrets are never shown.
impl fmt::Debug for Written<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Written")
            .field("encoding", &self.encoding)
            .finish_non_exhaustive()
    }
}

/// A secret that the signer may have used, and what happened between it and the given one.
pub(super) struct Guess {
    pub(super) secret: Hidden,
    chain: Vec<(Mishap, Filter)>,
    cost: usize,
    stage: usize,
}

impl Guess {
    /// Whether it is the secret that was given.
    pub(super) fn is_given(&self) -> bool {
        self.chain.is_empty()
    }

    /// What happened, as hints; the last one says how to mend all of it. `more` when something else has to be mended
    /// with them.
    pub(super) fn hints(&self, written: Option<Written<'_>>, more: bool) -> Vec<Hint> {
        let last = self.chain.len().saturating_sub(1);
        // Decoded one way where another is due: naming the right one says it all.
        let decoded_otherwise = matches!(
            self.chain.as_slice(),
            [(Mishap::Undecoded, _), (Mishap::Encoded { .. }, _)]
        );
        let mend = self.mend(written);
        let chain = self.chain.iter().enumerate();
        chain
            .skip(usize::from(decoded_otherwise))
            .map(|(index, (mishap, _))| Hint::Secret {
                mishap: mishap.clone(),
                mend: if index == last { mend.clone() } else { None },
                together: more || index < last,
            })
            .collect()
    }

    /// What to type to give verify the secret that the signer used.
    fn mend(&self, written: Option<Written<'_>>) -> Option<Mend> {
        let filters: Vec<_> = self.chain.iter().map(|(_, filter)| filter).collect();
        let Some(written) = written.filter(|written| written.source != Source::Jwk) else {
            let given = filters.iter().all(|filter| !matches!(filter, Filter::None));
            return given.then_some(Mend::Jwk);
        };
        let is_text = written.encoding == SecretEncoding::Text;
        if let [(Mishap::Undecoded, _)] = self.chain.as_slice() {
            return Some(Mend::Encoding { name: "text" });
        }
        let undecoded = matches!(self.chain.first(), Some((Mishap::Undecoded, _)));
        let mut filters = filters.get(usize::from(undecoded)..).unwrap_or_default();
        let decode = match filters {
            [rest @ .., Filter::Decode(encoding)] => {
                filters = rest;
                Some(*encoding)
            }
            _ => None,
        };
        if let Some(encoding) = decode
            && filters.is_empty()
            && (is_text || undecoded)
        {
            return Some(Mend::Encoding {
                name: encoding.name(),
            });
        }
        if filters.iter().any(|filter| matches!(filter, Filter::None)) {
            return None;
        }
        let decoded = match written.encoding {
            SecretEncoding::Text => None,
            _ if undecoded => None,
            SecretEncoding::Base64 => Some("tr -d ' \\r\\n' | base64 -d".to_owned()),
            SecretEncoding::Base64url => {
                Some("tr -d ' \\r\\n' | tr -- '-_' '+/' | base64 -d 2>/dev/null".to_owned())
            }
            SecretEncoding::Hex => Some("xxd -r -p".to_owned()),
        };
        let exact = filters
            .iter()
            .any(|filter| matches!(filter, Filter::Exact(_)));
        let commands = filters.iter().filter_map(|filter| command(filter));
        let commands: Vec<_> = decoded.into_iter().chain(commands).collect();
        let mut pipe = commands.join(" | ");
        let plain = std::str::from_utf8(&self.secret)
            .is_ok_and(|text| !text.ends_with('\n') && !text.contains('\0'));
        let option = match decode {
            Some(encoding) => format!(" --secret-encoding {}", encoding.name()),
            None if plain => String::new(),
            None => {
                pipe.push_str(" | base64");
                " --secret-encoding base64".to_owned()
            }
        };
        let command = match written.source {
            Source::File(path) if exact => {
                format!(
                    "--secret-file <(printf %s \"$(cat {})\" | {pipe}){option}",
                    quote(path.as_bytes())
                )
            }
            Source::File(path) => {
                format!(
                    "--secret-file <(cat {} | {pipe}){option}",
                    quote(path.as_bytes())
                )
            }
            Source::Variable(name) => {
                format!("--secret-file <(printf %s \"${name}\" | {pipe}){option}")
            }
            Source::Argument | Source::Jwk => return Some(Mend::AsUsed),
        };
        Some(Mend::Command { command })
    }
}

fn command(filter: &Filter) -> Option<String> {
    match filter {
        Filter::Slice(0, length) => Some(format!("head -c {length}")),
        Filter::Slice(start, length) => Some(format!("tail -c +{} | head -c {length}", start + 1)),
        Filter::Command(command) | Filter::Exact(command) => Some(command.clone()),
        Filter::Decode(SecretEncoding::Hex) => Some("xxd -r -p".to_owned()),
        Filter::Decode(_) => Some("tr -- '-_' '+/' | base64 -d 2>/dev/null".to_owned()),
        Filter::None => None,
    }
}

/// What the signer may have used in place of `secret`, the likeliest first and the given one at the head.
pub(super) fn guesses(secret: &[u8], written: Option<Written<'_>>) -> Vec<Guess> {
    let given = Guess {
        secret: Zeroizing::new(secret.to_vec()),
        chain: Vec::new(),
        cost: 0,
        stage: 0,
    };
    let mut found = vec![given];
    if secret.len() > MAX_LENGTH {
        return found;
    }
    // Of each only a hash: another secret with the same one is not tried, and nothing else.
    let hasher = RandomState::new();
    let mut known = HashSet::from([hasher.hash_one(secret)]);
    let mut is_new = |secret: &Hidden| known.insert(hasher.hash_one(secret.as_slice()));
    let undecoded = undecoded(secret, written).filter(|text| is_new(text));
    found.extend(undecoded.map(|secret| Guess {
        secret,
        chain: vec![(Mishap::Undecoded, Filter::None)],
        cost: 0,
        stage: 0,
    }));
    let source = written.map_or(Source::Jwk, |written| written.source);
    for cost in 1..=MAX_COST {
        for kind in MISHAPS.iter().filter(|kind| kind.cost <= cost) {
            // What this round finds costs more than what it starts from.
            for index in 0..found.len() {
                let Some(guess) = found
                    .get(index)
                    .filter(|guess| guess.cost == cost - kind.cost)
                else {
                    continue;
                };
                let comes_later = kind.stage > guess.stage || kind.stage == 0 && guess.stage == 0;
                let once = kind.stage != FIRST || guess.is_given();
                if !comes_later || !once {
                    continue;
                }
                let steps = kind.steps(&guess.secret, &source);
                let chain = guess.chain.clone();
                for step in steps {
                    if found.len() < MAX_GUESSES && !step.secret.is_empty() && is_new(&step.secret)
                    {
                        found.push(Guess {
                            secret: step.secret,
                            chain: chain
                                .iter()
                                .cloned()
                                .chain([(step.mishap, step.filter)])
                                .collect(),
                            cost,
                            stage: kind.stage,
                        });
                    }
                }
            }
        }
    }
    found
}

/// The text that was decoded into the secret.
fn undecoded(secret: &[u8], written: Option<Written<'_>>) -> Option<Hidden> {
    match written {
        Some(Written {
            encoding: SecretEncoding::Text,
            ..
        }) => None,
        Some(Written { text, .. }) => {
            // What `--secret-encoding text` would make of it: the last line break of a file does not count.
            let bare = text.strip_suffix(b"\n").unwrap_or(text);
            let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
            Some(Zeroizing::new(bare.to_vec()))
        }
        None => Some(Zeroizing::new(BASE64URL.encode(secret).into_bytes())),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn guesses_are_few_distinct_and_the_given_one_leads() {
        for secret in [
            &b"secret"[..],
            b"\" 'NjQ2MQ==' \"\r\n",
            b"3031323334353637",
            b"\xff\xfe\n",
            b"",
        ] {
            let found = guesses(
                secret,
                Some(Written {
                    text: secret,
                    encoding: SecretEncoding::Text,
                    source: Source::Variable("JWT_SECRET"),
                }),
            );
            assert!(found[0].is_given());
            assert!(found.len() <= MAX_GUESSES);
            let distinct: HashSet<_> = found.iter().map(|guess| guess.secret.to_vec()).collect();
            assert_eq!(distinct.len(), found.len());
            assert!(found.is_sorted_by_key(|guess| guess.cost));
        }
    }
}
