//! An answer as JSON.

use async_graphql::Response;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::error::failed_before_execution;

/// An answer as clients get it: without `data` when nothing was executed, as the specification has it.
pub struct Answer<'a>(pub &'a Response);

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !failed_before_execution(self.0) {
            return self.0.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("errors", &self.0.errors)?;
        map.end()
    }
}
