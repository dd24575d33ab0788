//! Exit codes and the last words on standard error.

use std::{fmt::Display, io, process::ExitCode};

/// Done.
pub const OK: u8 = 0;
/// Failed, for no reason with a code of its own.
pub const FAILED: u8 = 1;
/// The command line cannot be read.
pub const USAGE: u8 = 2;
/// Ctrl-C, as shells count it: 128 + SIGINT.
pub const INTERRUPTED: u8 = 130;

/// The exit code of each kind of bad input; the table of `--help`.
const BAD_INPUT: &[(&str, u8)] = &[
    ("EMPTY", 10),
    ("EMPTY_FILE", 10),
    ("TOO_LARGE", 11),
    ("BINARY_FILE", 12),
    ("BROKEN_TEXT", 13),
    ("UNSUPPORTED_FORMAT", 14),
    ("UNREADABLE", 15),
    ("ENCRYPTED_FILE", 16),
    ("NO_TEXT", 17),
    ("DAMAGED_FILE", 18),
    ("UNSAFE_NAME", 19),
    ("NOT_A_REPORT", 20),
    ("NO_COUNTY", 21),
    ("AMBIGUOUS_COUNTY", 22),
    ("UNKNOWN_COUNTY", 23),
    ("NO_YEAR", 24),
    ("SAME_REPORT", 25),
    ("NOT_HTTP", 30),
    ("UNREACHABLE", 31),
    ("TIMEOUT", 32),
    ("HTTP_STATUS", 33),
    ("TOO_MANY_REDIRECTS", 34),
    ("BAD_CATALOGUE", 40),
    ("BAD_ANNOTATION", 41),
    ("BAD_DOCUMENTS", 42),
];

/// The exit code of a kind of bad input.
pub fn of_code(code: &str) -> u8 {
    BAD_INPUT.iter().find(|(known, _)| *known == code).map_or(FAILED, |(_, exit)| *exit)
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    message: Option<String>,
}

impl Failure {
    /// A failure with a message and no code of its own.
    pub fn new(message: impl Display) -> Self {
        Failure { code: FAILED, message: Some(message.to_string()) }
    }

    /// A failure with a message and an exit code.
    pub fn with_code(code: u8, message: impl Display) -> Self {
        Failure { code, message: Some(message.to_string()) }
    }

    /// A failure whose message has been printed already.
    pub fn silent(code: u8) -> Self {
        Failure { code, message: None }
    }

    /// Prints the message and gives the exit code.
    pub fn report(self) -> ExitCode {
        ExitCode::from(self.tell())
    }

    /// Prints the message and gives the number of the exit code.
    pub fn tell(self) -> u8 {
        if let Some(message) = self.message {
            anstream::eprintln!("{}error:{} {message}", ERROR.render(), ERROR.render_reset());
        }
        self.code
    }
}

/// How the word error looks.
pub const ERROR: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();

/// Writing failed. A reader that has gone (`fazhi … | head`) is no failure to talk about.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::silent(OK),
            _ => Failure::new(format!("cannot write the output: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::BAD_INPUT;

    #[test]
    fn the_help_lists_every_exit_code_of_bad_input() {
        let help = include_str!("exit_codes.txt");
        for (code, exit) in BAD_INPUT.iter().filter(|(code, _)| *code != "EMPTY_FILE") {
            let line = help.lines().find(|line| line.trim_start().starts_with(&exit.to_string()));
            assert!(line.is_some_and(|line| line.contains(code)), "{exit} {code}");
        }
    }
}
