//! Files, folders, archives and addresses as they are given: which documents there are to import.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::Arc,
};
use walkdir::{DirEntry, WalkDir};

use super::{
    address::{self, Fetched},
    archive::{Archive, Members},
    error::IngestError,
    format,
    read::LONGEST,
};

/// A document to import.
#[derive(Debug)]
pub(super) struct Candidate {
    /// What is told about it: its path, its name in an archive behind the path of that, its address.
    pub place: PathBuf,
    /// Where its bytes are.
    pub origin: Origin,
}

/// Where the bytes of a document are.
#[derive(Debug)]
pub(super) enum Origin {
    /// In a file.
    File,
    /// In an archive, under this number.
    Member(Arc<Archive>, usize),
    /// On the web.
    Address(String),
    /// Here, from the web.
    Fetched(Box<Fetched>),
    /// Nowhere to be had.
    Failed(IngestError),
}

/// What was found under some paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Documents to import, folder by folder, by name.
    pub candidates: Vec<Candidate>,
    /// Files in folders and archives whose kind is not read.
    pub skipped: Vec<PathBuf>,
    /// Paths that do not open.
    pub failures: Vec<(PathBuf, IngestError)>,
}

/// Finds the documents. A file that is named is taken whatever its kind, so that it is refused by name; in folders only the
/// kinds that are read are, and nothing hidden.
pub(super) fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        match path.to_str().filter(|path| address::is_address(path)) {
            Some(address) => found.push(path.clone(), Origin::Address(address.to_owned())),
            None if path.is_dir() => found.walk(path),
            None => found.file(path.clone()),
        }
    }
    found
}

impl Found {
    fn push(&mut self, place: PathBuf, origin: Origin) {
        self.candidates.push(Candidate { place, origin });
    }

    fn file(&mut self, path: PathBuf) {
        if !format::is_archive(&path.to_string_lossy()) {
            return self.push(path, Origin::File);
        }
        let unreadable = |error: io::Error| IngestError::Unreadable { reason: error.to_string() };
        match File::open(&path).map_err(unreadable).and_then(Archive::open) {
            Ok((archive, members)) => self.archive(&path, archive, members),
            Err(error) => self.push(path, Origin::Failed(error)),
        }
    }

    /// Takes what is in an archive.
    pub fn archive(&mut self, place: &Path, archive: Archive, members: Members) {
        let archive = Arc::new(archive);
        // Joined by hand: a name that begins with a slash would take the place of the path.
        let inside = |name: &str| PathBuf::from(format!("{}/{name}", place.display()));
        for (name, error) in members.failures {
            self.push(inside(&name), Origin::Failed(error));
        }
        for (name, number) in members.documents {
            self.push(inside(&name), Origin::Member(archive.clone(), number));
        }
        self.skipped.extend(members.skipped.iter().map(|name| inside(name)));
    }

    fn walk(&mut self, folder: &Path) {
        let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            match entry {
                Ok(entry) if !entry.file_type().is_file() => {}
                Ok(entry) if is_read(&entry.path().to_string_lossy()) => self.file(entry.into_path()),
                Ok(entry) => self.skipped.push(entry.into_path()),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let reason = error.io_error().map_or_else(|| error.to_string(), io::Error::to_string);
                    self.failures.push((path, IngestError::Unreadable { reason }));
                }
            }
        }
    }
}

fn is_read(name: &str) -> bool {
    format::is_archive(name) || matches!(format::of_name(name), Ok(Some(_)))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// The bytes of a file, no more than a document may have.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, IngestError> {
    let unreadable = |error: io::Error| IngestError::Unreadable { reason: error.to_string() };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let limit = LONGEST as u64;
    if length > limit {
        return Err(IngestError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    // A pipe has no length, and a file may grow.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
