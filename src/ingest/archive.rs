//! A ZIP archive of documents: which there are, and the bytes of each. Nothing is unpacked to the disk.

use encoding_rs::GB18030;
use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Read, Seek, SeekFrom},
    sync::{Mutex, PoisonError},
};
use zip::{ZipArchive, result::ZipError};

use super::{docx, error::IngestError, format, read::LONGEST};

/// Files in one archive: every county of China for ten years is half of this.
const MOST: usize = 60_000;
/// Bytes of a whole archive, unpacked.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes of the list of files in an archive, as packed.
const LONGEST_LIST: u32 = 16 * 1024 * 1024;

/// Whether bytes are an archive, and not one document that is packed as one.
pub(super) fn is_of_documents(bytes: &[u8]) -> bool {
    format::is_zip(bytes) && !docx::is_docx(bytes)
}

/// Where the bytes of an archive are.
pub(super) trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

/// An archive that has been opened.
pub(super) struct Archive {
    opened: Mutex<Opened>,
}

struct Opened {
    zip: ZipArchive<Box<dyn Bytes>>,
    /// Bytes that may still be unpacked. Files may share what is packed, so that sizes on the disk bound nothing.
    left: u64,
}

/// What there is in an archive, by name.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// Documents: name and number.
    pub documents: Vec<(String, usize)>,
    /// Names of files of other kinds.
    pub skipped: Vec<String>,
    /// Names of what is not read, and why.
    pub failures: Vec<(String, IngestError)>,
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Archive")
    }
}

impl Archive {
    /// Opens an archive and lists what is in it.
    ///
    /// # Errors
    /// What is no archive, or has more in it than one has.
    pub fn open(mut bytes: impl Bytes + 'static) -> Result<(Archive, Members), IngestError> {
        check_list(&mut bytes)?;
        let bytes: Box<dyn Bytes> = Box::new(bytes);
        let zip = ZipArchive::new(bytes).map_err(damaged)?;
        if zip.len() > MOST {
            return Err(IngestError::TooMuch { what: format!("the archive has {} files; the limit is {MOST}", zip.len()) });
        }
        let members = members(&zip);
        Ok((Archive { opened: Mutex::new(Opened { zip, left: LARGEST }) }, members))
    }

    /// The bytes of a document.
    ///
    /// # Errors
    /// One under a password, one that is longer than a document or damaged, an archive that is too much.
    pub fn bytes(&self, number: usize) -> Result<Vec<u8>, IngestError> {
        // What a thread that broke leaves behind is only a place in a file.
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let Opened { zip, left } = &mut *opened;
        if *left == 0 {
            let what = format!("the archive has more than {} MB when unpacked", LARGEST / (1024 * 1024));
            return Err(IngestError::TooMuch { what });
        }
        let mut file = zip.by_index(number).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => IngestError::Encrypted,
            other => damaged(other),
        })?;
        if file.size() > LONGEST as u64 {
            return Err(IngestError::TooLarge);
        }
        // The size told may be a lie.
        let mut bytes = Vec::new();
        let read = file.by_ref().take(LONGEST as u64 + 1).read_to_end(&mut bytes);
        *left = left.saturating_sub(bytes.len() as u64);
        if bytes.len() > LONGEST {
            return Err(IngestError::TooLarge);
        }
        read.map_err(|error| damaged(ZipError::Io(error)))?;
        Ok(bytes)
    }
}

/// Refuses an archive whose list of files alone would fill the memory: its end says how long that is.
fn check_list(bytes: &mut impl Bytes) -> Result<(), IngestError> {
    const END: &[u8] = b"PK\x05\x06";
    let mut read = || -> io::Result<Vec<u8>> {
        let length = bytes.seek(SeekFrom::End(0))?;
        bytes.seek(SeekFrom::Start(length.saturating_sub(66_000)))?;
        let mut end = Vec::new();
        bytes.take(66_000).read_to_end(&mut end)?;
        bytes.rewind()?;
        Ok(end)
    };
    let end = read().map_err(|error| IngestError::Unreadable { reason: error.to_string() })?;
    let Some(at) = end.windows(END.len()).rposition(|word| word == END) else {
        return Err(damaged(ZipError::InvalidArchive("it has no end".into())));
    };
    let size = end.get(at + 12..at + 16).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
    if size > LONGEST_LIST {
        return Err(IngestError::TooMuch { what: format!("the archive has more than {MOST} files") });
    }
    Ok(())
}

fn members(zip: &ZipArchive<Box<dyn Bytes>>) -> Members {
    let mut members = Members::default();
    // By name, as folders are read.
    let names: BTreeMap<String, usize> = zip.file_names_raw().enumerate().map(|(number, raw)| (name(raw), number)).collect();
    for (name, number) in names {
        if name.ends_with('/') || is_hidden(&name) {
            continue;
        }
        if leads_out(&name) {
            members.failures.push((name, IngestError::UnsafeName));
        } else if format::is_archive(&name) {
            members.failures.push((name, IngestError::NestedArchive));
        } else if matches!(format::of_name(&name), Ok(Some(_))) {
            members.documents.push((name, number));
        } else {
            members.skipped.push(name);
        }
    }
    members
}

/// A name as text. Programs of Chinese Windows write it in GBK and say nothing about it.
fn name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.replace('\\', "/").replace(char::is_control, "\u{fffd}")
}

/// What macOS adds, and what nobody means to give.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || (part.starts_with('.') && !matches!(part, "." | "..")))
}

/// Whether a name is that of a place outside the archive.
fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || drive || name.split('/').any(|part| part == "..")
}

fn damaged(error: ZipError) -> IngestError {
    IngestError::Damaged { what: "a ZIP archive", reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{Archive, LONGEST, name};
    use encoding_rs::GB18030;
    use std::io::{Cursor, Write};
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn packed(files: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap()
    }

    #[test]
    fn documents_come_by_name_and_the_rest_says_why_not() {
        let files: &[(&str, &[u8])] = &[
            ("b/二.txt", "二".as_bytes()),
            ("a.docx", b"PK"),
            ("../out.txt", b"x"),
            ("/etc/report.txt", b"x"),
            ("C:\\report.txt", b"x"),
            ("inner.zip", b"PK"),
            ("photo.jpg", b"x"),
            ("__MACOSX/a.txt", b"x"),
            (".hidden.txt", b"x"),
        ];
        let (archive, members) = Archive::open(packed(files)).unwrap();
        let names: Vec<&str> = members.documents.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.docx", "b/二.txt"]);
        assert_eq!(archive.bytes(members.documents[1].1).unwrap(), "二".as_bytes());
        assert_eq!(members.skipped, ["photo.jpg"]);
        let failures: Vec<_> = members.failures.iter().map(|(name, error)| (name.as_str(), error.code())).collect();
        assert_eq!(
            failures,
            [
                ("../out.txt", "UNSAFE_NAME"),
                ("/etc/report.txt", "UNSAFE_NAME"),
                ("C:/report.txt", "UNSAFE_NAME"),
                ("inner.zip", "UNSUPPORTED_FORMAT"),
            ]
        );
    }

    #[test]
    fn a_name_in_gbk_is_read() {
        assert_eq!(name(&GB18030.encode("临猗县\\2021年报告.txt").0), "临猗县/2021年报告.txt");
    }

    #[test]
    fn a_file_that_grows_is_refused() {
        let (archive, members) = Archive::open(packed(&[("a.txt", &vec![b' '; LONGEST + 1])])).unwrap();
        assert_eq!(archive.bytes(members.documents[0].1).unwrap_err().code(), "TOO_LARGE");
    }

    #[test]
    fn what_is_no_archive_is_damaged() {
        let whole = packed(&[("a.txt", "一".as_bytes())]).into_inner();
        for bytes in [b"PK\x03\x04 and nothing".to_vec(), whole[..whole.len() - 30].to_vec(), Vec::new()] {
            assert_eq!(Archive::open(Cursor::new(bytes)).unwrap_err().code(), "DAMAGED_FILE");
        }
    }
}
