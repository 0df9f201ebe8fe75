//! The outcome of a verification: every check, in order, with its reason.

use crate::token::check::Detail;
use crate::token::hint::Hint;

/// An enum of codes, which never change and are not translated: one row a variant.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $code:literal)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $code, "`")] $variant,)+
        }

        impl $name {
            /// The code in the output.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

/// The reasons: one row a reason, below the exit code that it gives.
macro_rules! reasons {
    ($(#[$meta:meta])* $name:ident { $($exit:literal { $($variant:ident $code:literal)+ })+ }) => {
        codes! { $(#[$meta])* $name { $($($variant $code)+)+ } }

        impl $name {
            /// Every reason, in the order of the exit codes.
            pub const ALL: &[Self] = &[$($(Self::$variant,)+)+];

            /// The exit code that the reason alone gives.
            pub const fn exit(self) -> u8 {
                match self { $($(Self::$variant)|+ => $exit,)+ }
            }
        }
    };
}

codes! {
    /// The checks, in the order in which they are made and shown.
    CheckName {
        Decryption "decryption"
        Structure "structure"
        Header "header"
        Algorithm "algorithm"
        Key "key"
        Signature "signature"
        Exp "exp"
        Nbf "nbf"
        Iat "iat"
        Iss "iss"
        Aud "aud"
        Sub "sub"
        Typ "typ"
        Require "require"
        Scope "scope"
        Forbid "forbid"
        ClientId "client_id"
        Jti "jti"
        Azp "azp"
        Nonce "nonce"
        AtHash "at_hash"
        CHash "c_hash"
        Events "events"
        Htm "htm"
        Htu "htu"
        Ath "ath"
        MaxAge "max_age"
        TokenUse "token_use"
        Session "session"
        Account "account"
    }
}

reasons! {
    /// Why a token is refused.
    Reason {
        3 {
            MalformedStructure "malformed_structure"
            MalformedBase64 "malformed_base64"
            MalformedJson "malformed_json"
            DuplicateMember "duplicate_member"
            Encrypted "encrypted"
            UnsupportedCritical "unsupported_critical"
        }
        4 {
            SignatureMismatch "signature_mismatch"
            DecryptionFailed "decryption_failed"
        }
        5 {
            Expired "expired"
            TooOld "too_old"
        }
        6 {
            NotYetValid "not_yet_valid"
            IssuedInFuture "issued_in_future"
        }
        7 {
            IssuerMismatch "issuer_mismatch"
            AudienceMismatch "audience_mismatch"
            SubjectMismatch "subject_mismatch"
            TypeMismatch "type_mismatch"
            ClaimMismatch "claim_mismatch"
            ClaimMissing "claim_missing"
            ClaimInvalid "claim_invalid"
            ClaimForbidden "claim_forbidden"
            WrongTokenUse "wrong_token_use"
        }
        8 {
            Unsecured "unsecured"
            AlgorithmUnsupported "algorithm_unsupported"
            AlgorithmNotAllowed "algorithm_not_allowed"
            KeyNotFound "key_not_found"
            KeyUnusable "key_unusable"
            ChainUntrusted "chain_untrusted"
        }
        10 {
            UnknownUser "unknown_user"
            UserDisabled "user_disabled"
        }
        11 {
            Revoked "revoked"
            Reused "reused"
        }
    }
}

/// Exit codes in the order in which they win when a token has several reasons.
const EXIT_ORDER: [u8; 8] = [3, 8, 4, 11, 10, 6, 5, 7];

/// The exit code of several reasons: 0 of none, otherwise the first in the order of precedence.
pub fn exit_of(reasons: impl IntoIterator<Item = Reason>) -> u8 {
    let rank = |exit: &u8| EXIT_ORDER.iter().position(|known| known == exit);
    reasons
        .into_iter()
        .map(Reason::exit)
        .min_by_key(rank)
        .unwrap_or(0)
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All is well.
    Pass,
    /// The token is refused.
    Fail(Reason),
    /// It was not asked for, or could not be made.
    Skip,
}

/// One check and its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub name: CheckName,
    /// How it ended.
    pub status: Status,
    /// What was seen.
    pub detail: Detail,
    /// What explains the failure.
    pub hints: Vec<Hint>,
    /// Whether it judged claims that no good signature vouches for.
    pub untrusted: bool,
}

impl Check {
    /// A check and its outcome.
    pub const fn new(name: CheckName, status: Status, detail: Detail) -> Self {
        Self {
            name,
            status,
            detail,
            hints: Vec::new(),
            untrusted: false,
        }
    }
}

/// Every check of one token, or the reasons alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In order; a brief report keeps none.
    checks: Vec<Check>,
    reasons: Vec<Reason>,
    brief: bool,
    /// Whether encryption vouches for the claims in place of a signature.
    sealed: bool,
}

impl Report {
    /// A report that keeps the reasons alone: all that a line of a batch is written of.
    pub fn brief() -> Self {
        Self {
            brief: true,
            ..Self::default()
        }
    }

    /// Whether nobody reads the details.
    pub const fn is_brief(&self) -> bool {
        self.brief
    }

    /// The checks in their order.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// The checks, to put hints on them.
    pub fn checks_mut(&mut self) -> &mut [Check] {
        &mut self.checks
    }

    /// Forgets one token for the next.
    pub fn clear(&mut self) {
        self.checks.clear();
        self.reasons.clear();
        self.sealed = false;
    }

    /// Adds a check, if it was made.
    #[inline]
    pub fn push(&mut self, check: impl Into<Option<Check>>) {
        if let Some(check) = check.into() {
            self.note(check.status);
            if !self.brief {
                self.keep(check);
            }
        }
    }

    fn keep(&mut self, check: Check) {
        self.checks.push(check);
    }

    /// Adds a check whose detail costs something to make.
    pub(super) fn add(&mut self, name: CheckName, status: Status, detail: impl FnOnce() -> Detail) {
        self.note(status);
        if !self.brief {
            self.keep(Check::new(name, status, detail()));
        }
    }

    #[inline]
    fn note(&mut self, status: Status) {
        if let Status::Fail(reason) = status {
            self.fail(reason);
        }
    }

    fn fail(&mut self, reason: Reason) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    /// Claims came in a JWE that only who holds its key could have made: they need no signature.
    pub(super) fn seal(&mut self) {
        self.sealed = true;
    }

    /// Whether nothing failed, and the signature is good: a report without checks is that of no valid token.
    pub fn valid(&self) -> bool {
        (self.passed(CheckName::Signature) || self.sealed) && self.reasons.is_empty()
    }

    /// The reasons in check order, each once.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// The exit code.
    pub fn exit(&self) -> u8 {
        exit_of(self.reasons.iter().copied())
    }

    /// The first check of that name.
    pub fn check(&self, name: CheckName) -> Option<&Check> {
        self.checks.iter().find(|check| check.name == name)
    }

    /// Whether the first check of that name passed.
    pub fn passed(&self, name: CheckName) -> bool {
        self.check(name)
            .is_some_and(|check| check.status == Status::Pass)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_exit_code_wins() {
        use Reason::{
            AudienceMismatch, Expired, KeyNotFound, NotYetValid, Revoked, SignatureMismatch,
            UnknownUser,
        };
        assert_eq!(exit_of([]), 0);
        assert_eq!(exit_of([AudienceMismatch, Expired]), 5);
        assert_eq!(exit_of([Expired, NotYetValid]), 6);
        assert_eq!(exit_of([SignatureMismatch, KeyNotFound]), 8);
        let most = [Expired, UnknownUser, Revoked, SignatureMismatch];
        assert_eq!(exit_of(most), 4);
    }

    #[test]
    fn every_exit_code_has_its_place() {
        for reason in Reason::ALL {
            assert!(EXIT_ORDER.contains(&reason.exit()), "{}", reason.code());
        }
    }

    #[test]
    fn without_a_good_signature_nothing_is_valid() {
        let mut report = Report::default();
        assert!(!report.valid());
        report.push(Check::new(
            CheckName::Signature,
            Status::Skip,
            Detail::NothingToCheck,
        ));
        assert!(!report.valid());
        report.clear();
        report.push(Check::new(
            CheckName::Signature,
            Status::Pass,
            Detail::NothingToCheck,
        ));
        assert!(report.valid());
    }
}
