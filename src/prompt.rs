//! Asking for a password on the terminal.
//!
//! rpassword reads the line and lets it be edited. It would read the terminal as well, but on Ctrl-C it sends itself
//! the signal first and restores the terminal afterwards (7.5.4, `CTRL_C` in `read_password`), so that the shell is
//! left without echo. On Unix the terminal is therefore switched here: restored first, interrupted then. And it puts
//! one character in the place of whatever is not UTF-8, and drops control characters, so that different passwords
//! would become one: such a line is refused.

use std::io;

use zeroize::Zeroizing;

/// Shows words on standard error, and on the terminal if that is somewhere else; reads a line without echo.
///
/// # Errors
/// `Interrupted` after Ctrl-C, `UnexpectedEof` after Ctrl-D, `InvalidData` when the line is no text.
#[cfg(unix)]
pub(crate) fn ask(words: &str) -> io::Result<Zeroizing<String>> {
    use std::sync::atomic::Ordering;

    use signal_hook::consts::SIGINT;
    use signal_hook::low_level::emulate_default_handler;

    let terminal = unix::Silent::open()?;
    let screen = unix::Screen::beside(&terminal)?;
    screen.show(words)?;
    let dropped = terminal.dropped();
    let config = rpassword::ConfigBuilder::new()
        .input_reader(terminal)
        .output_discard()
        .build();
    let answer = rpassword::read_password_with_config(config).map(Zeroizing::new);
    // The terminal echoes again: the reader is gone.
    screen.show("\n")?;
    if matches!(&answer, Err(error) if error.kind() == io::ErrorKind::Interrupted) {
        // To die of the signal tells a shell script that it was Ctrl-C.
        emulate_default_handler(SIGINT)?;
    }
    let answer = answer?;
    if dropped.load(Ordering::Relaxed) || answer.contains(char::REPLACEMENT_CHARACTER) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(answer)
}

/// Shows words and reads a line without echo.
#[cfg(not(unix))]
pub(crate) fn ask(words: &str) -> io::Result<Zeroizing<String>> {
    rpassword::prompt_password(words).map(Zeroizing::new)
}

#[cfg(unix)]
mod unix {
    use std::fs::{File, OpenOptions};
    use std::io::{self, IsTerminal, Read, Write};
    use std::os::fd::AsFd;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex, Once, PoisonError};

    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };
    use signal_hook::consts::SIGTSTP;
    use signal_hook::low_level::emulate_default_handler;

    /// The terminal that is silent now, what it was like before, and what it is like now.
    static SILENT: Mutex<Option<(Arc<File>, Termios, Termios)>> = Mutex::new(None);
    static WATCH: Once = Once::new();

    /// What Ctrl-C types when it sends no signal.
    const END_OF_TEXT: u8 = 0x03;
    /// The control characters that rpassword obeys: Ctrl-D, backspace, Enter, Ctrl-U, Ctrl-W, and the beginning of
    /// what an arrow key sends. It drops the others.
    const EDITING: [u8; 7] = [0x04, 0x08, b'\n', b'\r', 0x15, 0x17, 0x1b];

    /// From now on a signal from elsewhere (`kill`, `timeout`) ends or stops the process only after the terminal is
    /// restored. Keys send none while the terminal is silent.
    fn watch() {
        let Some(mut signals) = crate::process::signals::watch(&[SIGTSTP]) else {
            return;
        };
        let wait = move || {
            for signal in signals.forever() {
                // Held until it goes on: nobody restores the terminal in between.
                let silent = SILENT.lock().unwrap_or_else(PoisonError::into_inner);
                let set = |which: fn(&(Arc<File>, Termios, Termios)) -> &Termios| {
                    if let Some(silent) = &*silent {
                        // There is nobody to tell that it failed.
                        let _ = tcsetattr(&*silent.0, OptionalActions::Now, which(silent));
                    }
                };
                set(|(_, before, _)| before);
                if signal != SIGTSTP {
                    crate::process::signals::end(signal);
                }
                let _ = emulate_default_handler(signal);
                set(|(_, _, now)| now);
            }
        };
        let _ = std::thread::Builder::new().spawn(wait);
    }

    /// The terminal, byte by byte, without echo and without the signals of keys until this is dropped.
    pub(super) struct Silent {
        terminal: Arc<File>,
        dropped: Arc<AtomicBool>,
    }

    impl Silent {
        /// The terminal of the process; without one, standard input.
        pub(super) fn open() -> io::Result<Self> {
            let terminal = OpenOptions::new()
                .read(true)
                .write(true)
                .open("/dev/tty")
                .or_else(|_| io::stdin().as_fd().try_clone_to_owned().map(File::from))?;
            let terminal = Arc::new(terminal);
            let before = tcgetattr(&*terminal)?;
            let mut silent = before.clone();
            silent.local_modes -=
                LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG;
            silent.special_codes[SpecialCodeIndex::VMIN] = 1;
            silent.special_codes[SpecialCodeIndex::VTIME] = 0;
            WATCH.call_once(watch);
            *SILENT.lock().unwrap_or_else(PoisonError::into_inner) =
                Some((Arc::clone(&terminal), before, silent.clone()));
            tcsetattr(&*terminal, OptionalActions::Now, &silent)?;
            Ok(Self {
                terminal,
                dropped: Arc::default(),
            })
        }

        /// Tells, in the end, whether a control character was typed that is in no password.
        pub(super) fn dropped(&self) -> Arc<AtomicBool> {
            Arc::clone(&self.dropped)
        }
    }

    impl Drop for Silent {
        fn drop(&mut self) {
            let silent = SILENT.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some((terminal, before, _)) = silent {
                let _ = tcsetattr(&*terminal, OptionalActions::Now, &before);
            }
        }
    }

    impl Read for Silent {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            loop {
                let count = match (&*self.terminal).read(buffer) {
                    // rpassword would take what was typed before the terminal went away for the password.
                    Ok(0) if !buffer.is_empty() => {
                        return Err(io::ErrorKind::ConnectionAborted.into());
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    done => done?,
                };
                let typed = buffer.get(..count).unwrap_or_default();
                if typed.contains(&END_OF_TEXT) {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                let drops = |byte: &u8| *byte < b' ' && !EDITING.contains(byte);
                if typed.iter().any(drops) {
                    self.dropped.store(true, Ordering::Relaxed);
                }
                return Ok(count);
            }
        }
    }

    /// Where the words go.
    pub(super) struct Screen {
        /// The terminal, when standard error is not seen.
        terminal: Option<File>,
    }

    impl Screen {
        pub(super) fn beside(silent: &Silent) -> io::Result<Self> {
            let seen = io::stderr().is_terminal();
            let terminal = (!seen).then(|| silent.terminal.try_clone()).transpose()?;
            Ok(Self { terminal })
        }

        pub(super) fn show(&self, words: &str) -> io::Result<()> {
            if let Some(mut terminal) = self.terminal.as_ref() {
                terminal.write_all(words.as_bytes())?;
            }
            io::stderr().write_all(words.as_bytes())
        }
    }
}
