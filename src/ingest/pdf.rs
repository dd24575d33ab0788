//! A PDF document → its text, read by a process of its own.
//!
//! A PDF is a program of sorts: a few kilobytes may unpack to gigabytes, draw one form inside another without end, or
//! take a reader down with it. So this program starts itself again for each, as `fazhi read-pdf`: bytes go in, text comes
//! out, and what the document does to that process is no more than an error here. It has so much memory and time and no
//! more.

mod document;
mod fonts;
mod lines;
mod names;
mod page;

use std::{
    env,
    io::{self, Read, Write},
    path::PathBuf,
    process::{Command, ExitStatus, Stdio},
    sync::OnceLock,
    thread,
    time::Duration,
};

use self::document::Refusal;
use super::error::IngestError;

/// What a PDF document is called in messages.
pub(super) const WHAT: &str = "a PDF document";

/// The argument with which this program reads a PDF from its input.
pub const READER: &str = "read-pdf";

/// Memory that reading may take, in bytes.
const MEMORY: u64 = 192 * 1024 * 1024;
/// Time that reading may take.
const TIME: Duration = Duration::from_secs(30);
/// Objects lie in each other up to a limit that the library sets; this much stack holds them.
const STACK: usize = 32 * 1024 * 1024;
/// Bytes of text that are taken.
const LONGEST: u64 = super::read::LONGEST_TEXT as u64;

/// What the reader writes before the text, so that no other program's output is taken for it.
const GREETING: &str = "fazhi read-pdf: text follows\n";

/// How the reader says why it has no text, as an exit code.
const REFUSALS: &[(Refusal, i32)] =
    &[(Refusal::Damaged, 3), (Refusal::Encrypted, 4), (Refusal::NoText, 5), (Refusal::TooMuch, 6), (Refusal::TooSlow, 7)];

/// The program that reads.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says which program reads PDF documents: one whose `main` is that of `fazhi`. Without it, it is the program that runs;
/// other programs that use this library say it once, before the first document.
pub fn pdf_reader(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

fn program() -> io::Result<PathBuf> {
    if let Some(program) = PROGRAM.get() {
        return Ok(program.clone());
    }
    // On Linux this is the program that runs even when the file has been replaced since.
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Ok(running) } else { env::current_exe() }
}

/// The text of a document.
///
/// # Errors
/// One under a password, one without text, one that is damaged or takes more than reading may.
pub(super) fn text(bytes: &[u8]) -> Result<String, IngestError> {
    let broken = |error: &dyn std::fmt::Display| IngestError::Broken { reason: format!("the PDF reader: {error}") };
    let mut child = Command::new(program().map_err(|error| broken(&error))?)
        .arg(READER)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| broken(&error))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (Some(mut input), Some(output)) = (input, output) else { return Err(broken(&"it has no input or output")) };
    let mut text = Vec::new();
    let read = thread::scope(|scope| {
        // A reader that has given up reads no further, and says why by its exit code.
        scope.spawn(move || input.write_all(bytes));
        let most = LONGEST + GREETING.len() as u64 + 1;
        output.take(most).read_to_end(&mut text)
    });
    let status = child.wait().map_err(|error| broken(&error))?;
    read.map_err(|error| broken(&error))?;
    if !status.success() {
        return Err(refused(status));
    }
    let text = String::from_utf8(text).map_err(|error| broken(&error))?;
    match text.strip_prefix(GREETING) {
        Some(text) => Ok(text.to_owned()),
        None => Err(broken(&"it is another program; say which one is to read")),
    }
}

fn refused(status: ExitStatus) -> IngestError {
    let refusal = REFUSALS.iter().find(|(_, code)| status.code() == Some(*code)).map(|(refusal, _)| *refusal);
    match refusal {
        Some(Refusal::Encrypted) => IngestError::Encrypted,
        Some(Refusal::NoText) => IngestError::NoText,
        Some(Refusal::Damaged) => IngestError::Damaged { what: WHAT, reason: "its structure is broken".to_owned() },
        Some(Refusal::TooSlow) => {
            IngestError::TooMuch { what: format!("reading the PDF takes more than {} seconds", TIME.as_secs()) }
        }
        // Killed for the memory it wanted, or broken by what it read.
        Some(Refusal::TooMuch) | None => IngestError::TooMuch {
            what: format!("reading the PDF takes more than {} MB of memory, or breaks the reader", MEMORY / (1024 * 1024)),
        },
    }
}

/// The other side: reads a document from the standard input and writes its text to the standard output. Returns the exit
/// code.
pub fn read_pdf() -> u8 {
    limit();
    thread::spawn(|| {
        thread::sleep(TIME);
        std::process::exit(code(Refusal::TooSlow).into());
    });
    let work = || {
        let mut bytes = Vec::new();
        let most = super::read::LONGEST as u64 + 1;
        io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        let text = document::text(bytes)?;
        let mut out = io::stdout().lock();
        // Nobody who listens is no reason to fail.
        let _ = out.write_all(GREETING.as_bytes()).and_then(|()| out.write_all(text.as_bytes())).and_then(|()| out.flush());
        Ok(())
    };
    let thread = thread::Builder::new().stack_size(STACK).spawn(work);
    match thread.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => 0,
        Ok(Ok(Err(refusal))) => code(refusal),
        // The library broke, or there is no thread to be had.
        Ok(Err(_)) | Err(_) => code(Refusal::Damaged),
    }
}

fn code(refusal: Refusal) -> u8 {
    REFUSALS.iter().find(|(known, _)| *known == refusal).and_then(|(_, code)| u8::try_from(*code).ok()).unwrap_or(1)
}

/// Limits what this process may take; where the system knows no limits, those of the reader itself remain.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let set = |resource, most: u64| {
        let maximum = getrlimit(resource).maximum;
        let most = maximum.map_or(most, |maximum| maximum.min(most));
        // A limit that cannot be set leaves those of the reader itself.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum });
    };
    set(Resource::Data, MEMORY);
    set(Resource::Cpu, TIME.as_secs() * 2);
    set(Resource::Core, 0);
}

#[cfg(not(unix))]
fn limit() {}
