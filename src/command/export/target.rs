//! Where a file is written: beside its place, until it is whole.

use std::{
    fs::Permissions,
    io::{self, Write},
    path::{Path, PathBuf},
};
use tempfile::{Builder, NamedTempFile};

use crate::command::exit::Failure;

/// A file in the making. One that is not finished is removed.
pub enum Target {
    /// Standard output.
    Output(io::Stdout),
    /// A file beside its place.
    File(NamedTempFile, PathBuf),
}

impl Target {
    /// Begins a file; `-` is standard output.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Target::Output(io::stdout()));
        }
        // What a rename would replace by a file.
        if path.exists() && !path.is_file() {
            return Err(Failure::new(format!(
                "{} is there and no file; give another name, or - for standard output",
                path.display()
            )));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut beside = Builder::new();
        let permissions = permissions();
        beside.prefix(".fazhi-").suffix(".part");
        if let Some(permissions) = permissions {
            beside.permissions(permissions);
        }
        let file = beside.tempfile_in(folder).map_err(|error| cannot(path, &error))?;
        Ok(Target::File(file, path.to_owned()))
    }

    /// Adds bytes.
    pub fn write_all(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Target::Output(out) => Ok(out.write_all(bytes)?),
            Target::File(file, path) => file.write_all(bytes).map_err(|error| cannot(path, &error)),
        }
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Target::Output(mut out) => Ok(out.flush()?),
            Target::File(file, path) => {
                file.as_file().sync_all().map_err(|error| cannot(&path, &error))?;
                file.persist(&path).map(|_| ()).map_err(|error| cannot(&path, &error.error))
            }
        }
    }
}

/// A temporary file is its owner's alone; this one will be an ordinary file, as the system's mask has it.
fn permissions() -> Option<Permissions> {
    #[cfg(unix)]
    return Some(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    None
}

fn cannot(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot write {}: {error}", path.display()))
}
