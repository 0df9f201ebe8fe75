//! The outcome of a verification: every check, in order, with its reason.

use crate::token::check::Detail;
use crate::token::hint::Hint;

/// The checks, in the order in which they are made and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as in the output")]
pub enum CheckName {
    Structure,
    Header,
    Algorithm,
    Key,
    Signature,
    Exp,
    Nbf,
    Iat,
    Iss,
    Aud,
    Sub,
    Typ,
    Require,
    MaxAge,
    TokenUse,
    Session,
    Account,
}

impl CheckName {
    /// The name in the output; never translated.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Header => "header",
            Self::Algorithm => "algorithm",
            Self::Key => "key",
            Self::Signature => "signature",
            Self::Exp => "exp",
            Self::Nbf => "nbf",
            Self::Iat => "iat",
            Self::Iss => "iss",
            Self::Aud => "aud",
            Self::Sub => "sub",
            Self::Typ => "typ",
            Self::Require => "require",
            Self::MaxAge => "max_age",
            Self::TokenUse => "token_use",
            Self::Session => "session",
            Self::Account => "account",
        }
    }
}

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is named as its code, which the README's table explains"
)]
pub enum Reason {
    MalformedStructure,
    MalformedBase64,
    MalformedJson,
    DuplicateMember,
    Encrypted,
    UnsupportedCritical,
    SignatureMismatch,
    Expired,
    TooOld,
    NotYetValid,
    IssuedInFuture,
    IssuerMismatch,
    AudienceMismatch,
    SubjectMismatch,
    TypeMismatch,
    ClaimMismatch,
    ClaimMissing,
    ClaimInvalid,
    WrongTokenUse,
    Unsecured,
    AlgorithmUnsupported,
    AlgorithmNotAllowed,
    KeyNotFound,
    KeyUnusable,
    UnknownUser,
    UserDisabled,
    Revoked,
    Reused,
}

/// Exit codes in the order in which they win when a token has several reasons.
const EXIT_ORDER: [u8; 8] = [3, 8, 4, 11, 10, 6, 5, 7];

impl Reason {
    /// Every reason, in the order of the exit codes.
    pub const ALL: [Self; 28] = [
        Self::MalformedStructure,
        Self::MalformedBase64,
        Self::MalformedJson,
        Self::DuplicateMember,
        Self::Encrypted,
        Self::UnsupportedCritical,
        Self::SignatureMismatch,
        Self::Expired,
        Self::TooOld,
        Self::NotYetValid,
        Self::IssuedInFuture,
        Self::IssuerMismatch,
        Self::AudienceMismatch,
        Self::SubjectMismatch,
        Self::TypeMismatch,
        Self::ClaimMismatch,
        Self::ClaimMissing,
        Self::ClaimInvalid,
        Self::WrongTokenUse,
        Self::Unsecured,
        Self::AlgorithmUnsupported,
        Self::AlgorithmNotAllowed,
        Self::KeyNotFound,
        Self::KeyUnusable,
        Self::UnknownUser,
        Self::UserDisabled,
        Self::Revoked,
        Self::Reused,
    ];

    /// The code in the output; never translated.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MalformedStructure => "malformed_structure",
            Self::MalformedBase64 => "malformed_base64",
            Self::MalformedJson => "malformed_json",
            Self::DuplicateMember => "duplicate_member",
            Self::Encrypted => "encrypted",
            Self::UnsupportedCritical => "unsupported_critical",
            Self::SignatureMismatch => "signature_mismatch",
            Self::Expired => "expired",
            Self::TooOld => "too_old",
            Self::NotYetValid => "not_yet_valid",
            Self::IssuedInFuture => "issued_in_future",
            Self::IssuerMismatch => "issuer_mismatch",
            Self::AudienceMismatch => "audience_mismatch",
            Self::SubjectMismatch => "subject_mismatch",
            Self::TypeMismatch => "type_mismatch",
            Self::ClaimMismatch => "claim_mismatch",
            Self::ClaimMissing => "claim_missing",
            Self::ClaimInvalid => "claim_invalid",
            Self::WrongTokenUse => "wrong_token_use",
            Self::Unsecured => "unsecured",
            Self::AlgorithmUnsupported => "algorithm_unsupported",
            Self::AlgorithmNotAllowed => "algorithm_not_allowed",
            Self::KeyNotFound => "key_not_found",
            Self::KeyUnusable => "key_unusable",
            Self::UnknownUser => "unknown_user",
            Self::UserDisabled => "user_disabled",
            Self::Revoked => "revoked",
            Self::Reused => "reused",
        }
    }

    /// The exit code that the reason alone gives.
    #[must_use]
    pub const fn exit(self) -> u8 {
        match self {
            Self::MalformedStructure
            | Self::MalformedBase64
            | Self::MalformedJson
            | Self::DuplicateMember
            | Self::Encrypted
            | Self::UnsupportedCritical => 3,
            Self::SignatureMismatch => 4,
            Self::Expired | Self::TooOld => 5,
            Self::NotYetValid | Self::IssuedInFuture => 6,
            Self::IssuerMismatch
            | Self::AudienceMismatch
            | Self::SubjectMismatch
            | Self::TypeMismatch
            | Self::ClaimMismatch
            | Self::ClaimMissing
            | Self::ClaimInvalid
            | Self::WrongTokenUse => 7,
            Self::Unsecured
            | Self::AlgorithmUnsupported
            | Self::AlgorithmNotAllowed
            | Self::KeyNotFound
            | Self::KeyUnusable => 8,
            Self::UnknownUser | Self::UserDisabled => 10,
            Self::Revoked | Self::Reused => 11,
        }
    }
}

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
    #[must_use]
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
}

impl Report {
    /// A report that keeps the reasons alone: all that a line of a batch is written of.
    #[must_use]
    pub fn brief() -> Self {
        Self {
            brief: true,
            ..Self::default()
        }
    }

    /// Whether nobody reads the details.
    #[must_use]
    pub const fn is_brief(&self) -> bool {
        self.brief
    }

    /// The checks in their order.
    #[must_use]
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
    }

    /// Adds a check.
    pub fn push(&mut self, check: Check) {
        self.note(check.status);
        if !self.brief {
            self.checks.push(check);
        }
    }

    /// Adds a check whose detail costs something to make.
    pub(super) fn add(&mut self, name: CheckName, status: Status, detail: impl FnOnce() -> Detail) {
        self.note(status);
        if !self.brief {
            self.checks.push(Check::new(name, status, detail()));
        }
    }

    fn note(&mut self, status: Status) {
        if let Status::Fail(reason) = status
            && !self.reasons.contains(&reason)
        {
            self.reasons.push(reason);
        }
    }

    /// Whether nothing failed, and the signature is good: a report without checks is that of no valid token.
    #[must_use]
    pub fn valid(&self) -> bool {
        self.passed(CheckName::Signature) && self.reasons.is_empty()
    }

    /// The reasons in check order, each once.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// The exit code.
    #[must_use]
    pub fn exit(&self) -> u8 {
        exit_of(self.reasons.iter().copied())
    }

    /// The first check of that name.
    #[must_use]
    pub fn check(&self, name: CheckName) -> Option<&Check> {
        self.checks.iter().find(|check| check.name == name)
    }

    /// Whether the first check of that name passed.
    #[must_use]
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
