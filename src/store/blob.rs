//! Bytes and texts, compressed as they lie in the database.

use entity::source;

use super::error::StoreError;

/// zstd's own middle way: reports come down to a third, at some 200 MB a second.
const LEVEL: i32 = 3;

pub(super) fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, LEVEL)
}

pub(super) fn unpack(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    zstd::stream::decode_all(packed)
}

/// The text of a source whose bytes and text have been loaded.
pub(super) fn text(source: &source::Model) -> Result<String, StoreError> {
    let damaged = |reason: String| StoreError::Damaged { sha256: source.sha256.clone(), reason };
    let packed = source.text.as_ref().or(source.content.as_ref());
    let packed = packed.ok_or_else(|| damaged("it has no bytes".to_owned()))?;
    let bytes = unpack(packed).map_err(|error| damaged(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| damaged(error.to_string()))
}
