//! What standard input holds, seen without taking it: who reads next finds all of it.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FileType, SeekFrom, fstat, seek};
use rustix::io::{pread, read, retry_on_intr};
use rustix::net::{RecvFlags, recv};

/// How much is looked at, in bytes: what a pipe holds.
const MOST: usize = 64 * 1024;

/// What there is, up to [`MOST`] bytes; empty at the end, and where a look takes what it sees. `None` when nothing comes
/// in time.
pub(crate) fn ahead(patience: Duration) -> Option<Vec<u8>> {
    let stdin = io::stdin();
    is_ready(stdin.as_fd(), patience).then(|| look(stdin.as_fd()).unwrap_or_default())
}

/// Whether a read would not wait. What can't be told would not.
fn is_ready(stdin: BorrowedFd<'_>, patience: Duration) -> bool {
    let patience = Timespec::try_from(patience).ok();
    let mut stdin = [PollFd::new(&stdin, PollFlags::IN)];
    retry_on_intr(|| poll(&mut stdin, patience.as_ref())).map_or(true, |ready| ready > 0)
}

fn look(stdin: BorrowedFd<'_>) -> rustix::io::Result<Vec<u8>> {
    let mut bytes = vec![0; MOST];
    let length = match FileType::from_raw_mode(fstat(stdin)?.st_mode) {
        FileType::RegularFile => {
            let place = seek(stdin, SeekFrom::Current(0))?;
            retry_on_intr(|| pread(stdin, &mut *bytes, place))?
        }
        FileType::Fifo => match copy(stdin)? {
            Some(copy) => retry_on_intr(|| read(&copy, &mut *bytes))?,
            None => 0,
        },
        FileType::Socket => {
            let flags = RecvFlags::PEEK | RecvFlags::DONTWAIT;
            recv(stdin, &mut *bytes, flags)?.0
        }
        _ => 0,
    };
    bytes.truncate(length);
    Ok(bytes)
}

/// A pipe that holds what another one does; `None` when that is nothing.
#[cfg(target_os = "linux")]
fn copy(stdin: BorrowedFd<'_>) -> rustix::io::Result<Option<OwnedFd>> {
    use rustix::pipe::{SpliceFlags, pipe, tee};
    let (reader, writer) = pipe()?;
    let length = retry_on_intr(|| tee(stdin, &writer, MOST, SpliceFlags::NONBLOCK))?;
    Ok((length > 0).then_some(reader))
}

/// Only Linux copies a pipe.
#[cfg(not(target_os = "linux"))]
fn copy(_: BorrowedFd<'_>) -> rustix::io::Result<Option<OwnedFd>> {
    Ok(None)
}
