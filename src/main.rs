//! The binary: hands the real world to the library, and its exit code back.

mod process;
mod prompt;
#[cfg(unix)]
mod stdin;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::thread::available_parallelism;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{FixedOffset, Local, Offset, TimeZone, Utc};
use terminal_size::terminal_size_of;
use tokenry::time::Moment;
use tokenry::{Host, Terminal};

fn main() -> ExitCode {
    let mut host = Host {
        clock: Box::new(clock),
        local_offset: Box::new(local_offset),
        env: Box::new(env),
        stdin: Box::new(io::stdin()),
        #[cfg(unix)]
        ahead: Box::new(stdin::ahead),
        #[cfg(not(unix))]
        ahead: Box::new(|_| Some(Vec::new())),
        stdout: Box::new(process::Stdout),
        stderr: Box::new(io::stderr()),
        terminal: Terminal {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
        },
        random: Box::new(|bytes| getrandom::fill(bytes).map_err(io::Error::other)),
        prompt: Box::new(prompt::ask),
        shell: Box::new(process::shell),
        columns: Box::new(|| terminal_size_of(io::stdout()).map(|(columns, _)| columns.0)),
        cores: || available_parallelism().map_or(1, Into::into),
    };
    ExitCode::from(tokenry::run(std::env::args_os(), &mut host))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the system for the time"
)]
fn clock() -> Moment {
    moment_of(SystemTime::now())
}

/// The moment of a system time, before 1970 too. Milliseconds are as much as clocks of two machines agree on, and as
/// people can read.
fn moment_of(time: SystemTime) -> Moment {
    let millis = |length: Duration| i128::try_from(length.as_millis()).unwrap_or(i128::MAX);
    let millis = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => millis(after),
        Err(before) => -millis(before.duration()),
    };
    Moment::from_nanos(millis.saturating_mul(1_000_000))
}

/// The offset of the local time zone; UTC where there is none.
fn local_offset(moment: Moment) -> FixedOffset {
    let local = || Local.timestamp_opt(moment.seconds(), 0).earliest();
    let zone = env("TZ").unwrap_or_default();
    let time = zone.to_str().is_none_or(has_end).then(local).flatten();
    time.map_or(Utc.fix(), |time| time.offset().fix())
}

/// Whether what `TZ` names has an end: chrono reads any file to it, in these directories or at an absolute path.
fn has_end(zone: &str) -> bool {
    const DIRECTORIES: [&str; 4] = [
        "/usr/share/zoneinfo",
        "/share/zoneinfo",
        "/etc/zoneinfo",
        "/usr/share/lib/zoneinfo",
    ];
    /// No zone of the IANA database has more than some kilobytes.
    const MAX: u64 = 1 << 20;
    let name = zone.strip_prefix(':').unwrap_or(zone);
    let mut places = DIRECTORIES.iter().map(|place| Path::new(place).join(name));
    places.all(|path| match path.metadata() {
        Ok(data) => data.is_dir() || data.is_file() && (1..=MAX).contains(&data.len()),
        Err(_) => true,
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the system for the environment"
)]
fn env(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_may_say_anything() {
        let day = Duration::from_hours(24);
        let nanos = |moment: Moment| moment.nanos_since(Moment::default());
        assert_eq!(nanos(moment_of(UNIX_EPOCH + day)), 86_400_000_000_000);
        assert_eq!(nanos(moment_of(UNIX_EPOCH - day)), -86_400_000_000_000);
        let far = Duration::from_secs(u64::MAX / 4);
        for time in [UNIX_EPOCH.checked_add(far), UNIX_EPOCH.checked_sub(far)] {
            let moment = moment_of(time.unwrap());
            assert_eq!(moment.iso(), None);
            assert_eq!(local_offset(moment), Utc.fix());
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_zone_that_has_no_end_is_not_read() {
        for zone in ["", "UTC", "Asia/Seoul", "KST-9", ":/no/such/file", ":/usr"] {
            assert!(has_end(zone), "{zone}");
        }
        for zone in [
            "/dev/zero",
            ":/dev/zero",
            "../../../dev/tty",
            ":/proc/self/mem",
        ] {
            assert!(!has_end(zone), "{zone}");
        }
    }
}
