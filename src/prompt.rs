//! Asking for a password on the terminal.
//!
//! rpassword reads the line and lets it be edited. It would read the terminal as well, but on Ctrl-C it sends itself
//! the signal first and restores the terminal afterwards (7.5.4, `CTRL_C` in `read_password`), so that the shell is
//! left without echo. On Unix the terminal is therefore switched here: restored first, interrupted then.

use std::io;

use zeroize::Zeroizing;

/// Shows words on standard error, and on the terminal if that is somewhere else; reads a line without echo.
#[cfg(unix)]
pub(crate) fn ask(words: &str) -> io::Result<Zeroizing<String>> {
    use signal_hook::consts::SIGINT;
    use signal_hook::low_level::emulate_default_handler;

    let terminal = unix::Silent::open()?;
    let screen = unix::Screen::beside(&terminal)?;
    screen.show(words)?;
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
    answer
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
    use std::sync::{Arc, Mutex, Once, PoisonError};

    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };
    use signal_hook::low_level::emulate_default_handler;

    /// What Ctrl-C types when it sends no signal.
    const END_OF_TEXT: u8 = 0x03;

    /// The terminal that is silent now, and what it was like before.
    static SILENT: Mutex<Option<(Arc<File>, Termios)>> = Mutex::new(None);
    static WATCH: Once = Once::new();

    /// Makes the terminal what it was before.
    fn restore() {
        let silent = SILENT.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((terminal, before)) = silent {
            // There is nobody left to tell that it failed.
            let _ = tcsetattr(&*terminal, OptionalActions::Now, &before);
        }
    }

    /// From now on a signal from elsewhere (`kill`, `timeout`) ends the process only after the terminal is restored.
    fn watch() {
        let Some(mut signals) = crate::signal::watch() else {
            return;
        };
        let wait = move || {
            for signal in signals.forever() {
                restore();
                let _ = emulate_default_handler(signal);
            }
        };
        let _ = std::thread::Builder::new().spawn(wait);
    }

    /// The terminal, byte by byte, without echo and without signals until this is dropped.
    pub(super) struct Silent {
        terminal: Arc<File>,
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
                Some((Arc::clone(&terminal), before));
            tcsetattr(&*terminal, OptionalActions::Now, &silent)?;
            Ok(Self { terminal })
        }
    }

    impl Drop for Silent {
        fn drop(&mut self) {
            restore();
        }
    }

    impl Read for Silent {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            loop {
                match (&*self.terminal).read(buffer) {
                    // rpassword would take what was typed before the terminal went away for the password.
                    Ok(0) if !buffer.is_empty() => {
                        return Err(io::ErrorKind::ConnectionAborted.into());
                    }
                    Ok(count) if buffer.iter().take(count).any(|byte| *byte == END_OF_TEXT) => {
                        return Err(io::ErrorKind::Interrupted.into());
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    done => return done,
                }
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
