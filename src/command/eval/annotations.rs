//! Annotations and their texts, as they lie on the disk.

use extract::score::Gold;
use std::{
    fmt::Display,
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

use crate::{
    command::exit::{self, Failure},
    ingest,
};

/// An annotation with the text it annotates.
pub struct Annotation {
    /// Its file.
    pub path: PathBuf,
    /// The annotation.
    pub gold: Gold,
    /// The file of the text.
    pub text_path: PathBuf,
    /// The text.
    pub text: String,
}

/// The annotations under some paths, folder by folder, by name. One that is named twice is taken once.
pub fn find(paths: &[PathBuf], texts: Option<&Path>) -> Vec<Result<Annotation, Failure>> {
    let mut found: Vec<Result<PathBuf, Failure>> = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(walk(path));
        } else {
            found.push(Ok(path.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|file| file.as_ref().map_or(true, |file| seen.insert(file.clone())));
    found.into_iter().map(|file| file.and_then(|file| read(file, texts))).collect()
}

fn walk(folder: &Path) -> Vec<Result<PathBuf, Failure>> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let mut found: Vec<_> = entries
        .filter_map(|entry| match entry {
            Ok(entry) => {
                let wanted = entry.file_type().is_file() && entry.path().extension().is_some_and(|end| end == "json");
                wanted.then(|| Ok(entry.into_path()))
            }
            Err(error) => Some(Err(unreadable(error.path().unwrap_or(folder), &error))),
        })
        .collect();
    if found.is_empty() {
        found.push(Err(Failure::new(format!("{}: no annotations (.json) there", folder.display()))));
    }
    found
}

fn read(path: PathBuf, texts: Option<&Path>) -> Result<Annotation, Failure> {
    let bad = |reason: &dyn Display| Failure::with_code(exit::of_code("BAD_ANNOTATION"), format!("{}: {reason}", path.display()));
    let json = bytes(&path)?;
    let mut gold: Gold = serde_json::from_slice(&json).map_err(|error| bad(&format!("no annotation: {error}")))?;
    let text_path = text_of(&path, &gold, texts);
    let text_path = text_path.map_err(|tried| bad(&format!("its text is not there: {}", tried.join(", "))))?;
    let name = text_path.display().to_string();
    let read = ingest::read(&bytes(&text_path)?, &name)
        .map_err(|error| Failure::with_code(exit::of_code(error.code()), format!("{name}: {error}")))?;
    if gold.file.is_empty() {
        gold.file = text_path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    }
    Ok(Annotation { path, gold, text_path, text: read.text })
}

/// The text of an annotation: of the same name with .txt, or of the name that it gives; else the names that were tried.
fn text_of(path: &Path, gold: &Gold, texts: Option<&Path>) -> Result<PathBuf, Vec<String>> {
    let beside = path.parent().unwrap_or(Path::new(""));
    let stem = path.with_extension("txt");
    // Only the name counts: an annotation says nothing about folders.
    let named = Path::new(&gold.file).file_name();
    let names: Vec<_> = stem.file_name().into_iter().chain(named).collect();
    // `fazhi generate` keeps annotations in a folder below that of the texts.
    let folders = texts.into_iter().chain([beside]).map(Path::to_owned).chain([beside.join("..")]);
    let tried: Vec<PathBuf> = folders.flat_map(|folder| names.iter().map(move |name| folder.join(name))).collect();
    match tried.iter().find(|file| file.is_file()) {
        Some(file) => Ok(file.clone()),
        None => Err(tried.iter().map(|file| file.display().to_string()).collect()),
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    // One byte more than a report may have is enough to refuse it; no annotation is longer than a report may be.
    file.take(ingest::LONGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &dyn Display) -> Failure {
    Failure::with_code(exit::of_code("UNREADABLE"), format!("{}: {error}", path.display()))
}
