//! Asking for a password on the terminal.
//!
//! On Unix the line is read and edited here. rpassword would put one and the same character in the place of all bytes
//! that are not UTF-8, and drop control characters, so that different passwords became one; and on Ctrl-C it sends
//! itself the signal before it restores the terminal (7.5.4, `read_char` and `read_password`).

use std::io;

use zeroize::Zeroizing;

/// Shows words on standard error, and on the terminal if that is somewhere else; reads a line without echo.
///
/// # Errors
/// `Interrupted` after Ctrl-C, `UnexpectedEof` after Ctrl-D, `InvalidData` when the line is no text.
#[cfg(unix)]
pub(crate) fn ask(words: &str) -> io::Result<Zeroizing<String>> {
    use signal_hook::consts::SIGINT;
    use signal_hook::low_level::emulate_default_handler;

    let terminal = unix::Silent::open()?;
    let screen = unix::Screen::beside(&terminal)?;
    screen.show(words)?;
    let answer = unix::line(&terminal);
    drop(terminal);
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
    use std::ffi::c_int;
    use std::fs::{File, OpenOptions};
    use std::io::{self, IsTerminal, Read as _, Write as _};
    use std::os::fd::AsFd;
    use std::sync::{Arc, Mutex, Once, PoisonError};

    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };
    use signal_hook::consts::{SIGALRM, SIGHUP, SIGQUIT, SIGTSTP, SIGUSR1, SIGUSR2};
    use signal_hook::low_level::emulate_default_handler;
    use zeroize::Zeroizing;

    /// More than any password is allowed to have; what comes after it is not kept.
    const MAX_LINE: usize = 8 * 1024;

    /// The terminal that is silent now, what it was like before, and what it is like now.
    static SILENT: Mutex<Option<(Arc<File>, Termios, Termios)>> = Mutex::new(None);
    static WATCH: Once = Once::new();

    const ESC: u8 = 0x1b;
    /// What Ctrl-C types when it sends no signal.
    const END_OF_TEXT: u8 = 0x03;

    /// What else ends or stops a process: keys send none of them while the terminal is silent, but others can.
    const OTHERS: [c_int; 6] = [SIGHUP, SIGQUIT, SIGTSTP, SIGUSR1, SIGUSR2, SIGALRM];

    /// From now on a signal from elsewhere (`kill`, `timeout`) ends or stops the process only after the terminal is
    /// restored.
    fn watch() {
        let Some(mut signals) = crate::signal::watch(&OTHERS) else {
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
                let _ = emulate_default_handler(signal);
                set(|(_, _, now)| now);
            }
        };
        let _ = std::thread::Builder::new().spawn(wait);
    }

    /// The terminal, byte by byte, without echo and without the signals of keys until this is dropped.
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
                Some((Arc::clone(&terminal), before, silent.clone()));
            tcsetattr(&*terminal, OptionalActions::Now, &silent)?;
            Ok(Self { terminal })
        }

        /// The next byte.
        fn byte(&self) -> io::Result<u8> {
            let mut byte = [0];
            loop {
                match (&*self.terminal).read(&mut byte) {
                    // What was typed before the terminal went away is no answer.
                    Ok(0) => return Err(io::ErrorKind::ConnectionAborted.into()),
                    Ok(_) if byte == [END_OF_TEXT] => {
                        return Err(io::ErrorKind::Interrupted.into());
                    }
                    Ok(_) => return Ok(byte[0]),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
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

    /// A line as it was typed, after backspace, Ctrl-U and Ctrl-W. A line that is no text is read to its end and then
    /// refused, so that the rest of it is not left to the shell.
    pub(super) fn line(terminal: &Silent) -> io::Result<Zeroizing<String>> {
        // It never grows, so it never moves.
        let mut line = Zeroizing::new(Vec::with_capacity(MAX_LINE));
        let mut pending = None;
        loop {
            let byte = pending.take().map_or_else(|| terminal.byte(), Ok)?;
            if byte == ESC {
                let next = terminal.byte()?;
                if matches!(next, b'[' | b'O') {
                    // What an arrow key or a bracketed paste sends (ECMA-48 §5.4), up to its final byte.
                    loop {
                        match terminal.byte()? {
                            b'@'..=b'~' => break,
                            key if key < b' ' => {
                                pending = Some(key);
                                break;
                            }
                            _ => {}
                        }
                    }
                    continue;
                }
                pending = Some(next);
            }
            match byte {
                b'\n' | b'\r' => break,
                // Ctrl-D
                0x04 if line.is_empty() => return Err(io::ErrorKind::UnexpectedEof.into()),
                0x04 => {}
                0x08 | 0x7f => {
                    // All bytes of a character in UTF-8, which those behind the first begin with 10 in.
                    while line.pop().is_some_and(|byte| byte & 0xc0 == 0x80) {}
                }
                // Ctrl-U
                0x15 => line.clear(),
                // Ctrl-W
                0x17 => {
                    while line.pop_if(|byte| *byte == b' ').is_some() {}
                    while line.pop_if(|byte| *byte != b' ').is_some() {}
                }
                byte if line.len() < MAX_LINE => line.push(byte),
                _ => {}
            }
        }
        let text = std::str::from_utf8(&line).ok();
        let text = text.filter(|text| !text.contains(|key: char| key.is_control() && key != '\t'));
        let text = text.ok_or(io::ErrorKind::InvalidData)?;
        Ok(Zeroizing::new(text.to_owned()))
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
