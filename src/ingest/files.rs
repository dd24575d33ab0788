//! Files and folders as they lie on the disk.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

use super::{error::IngestError, format, read::LONGEST};

/// What was found under some paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files to import, folder by folder, by name.
    pub files: Vec<PathBuf>,
    /// Files in folders whose kind is not read.
    pub skipped: Vec<PathBuf>,
    /// Paths that do not open.
    pub failures: Vec<(PathBuf, IngestError)>,
}

/// Finds the files. One that is named is taken whatever its kind, so that it is refused by name; in folders only the kinds
/// that are read are, and nothing hidden.
pub(super) fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.is_dir() {
            found.walk(path);
        } else {
            found.files.push(path.clone());
        }
    }
    found
}

impl Found {
    fn walk(&mut self, folder: &Path) {
        let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            match entry {
                Ok(entry) if !entry.file_type().is_file() => {}
                Ok(entry) if matches!(format::of_name(&entry.path().to_string_lossy()), Ok(Some(_))) => {
                    self.files.push(entry.into_path());
                }
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
        return Err(IngestError::TooLarge { bytes: length });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    // A pipe has no length, and a file may grow.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
