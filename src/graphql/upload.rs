//! Files that come with a request.
//!
//! async-graphql has a scalar of this name, which panics on an upload that is named and not there.

use async_graphql::{Context, InputValueError, InputValueResult, Result, Scalar, ScalarType, Value};
use std::sync::Arc;

use super::error::bad_input;

/// A file that came with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploaded {
    /// Its name, as the client says.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The files of a request; a variable that stands for one has the value [`Uploads::marker`] of its place.
#[derive(Debug, Clone, Default)]
pub struct Uploads(pub Vec<Arc<Uploaded>>);

const MARKER: &str = "#upload:";

impl Uploads {
    /// What stands in the variables for the file at a place.
    pub fn marker(place: usize) -> String {
        format!("{MARKER}{place}")
    }
}

/// A file of the request.
#[derive(Debug, Clone, Copy)]
pub struct Upload(usize);

impl Upload {
    /// The file.
    pub fn file(self, ctx: &Context<'_>) -> Result<Arc<Uploaded>> {
        let file = ctx.data_opt::<Uploads>().and_then(|uploads| uploads.0.get(self.0));
        file.cloned().ok_or_else(|| bad_input("file", HOW))
    }
}

const HOW: &str = "files are sent with a GraphQL multipart request, where a variable that is null stands for each";

/// A file, sent with a GraphQL multipart request: the variable is null in `operations`, and `map` names it.
#[Scalar(name = "Upload", specified_by_url = "https://github.com/jaydenseric/graphql-multipart-request-spec")]
impl ScalarType for Upload {
    fn parse(value: Value) -> InputValueResult<Self> {
        let place = match &value {
            Value::String(text) => text.strip_prefix(MARKER).and_then(|place| place.parse().ok()),
            _ => None,
        };
        place.map(Upload).ok_or_else(|| InputValueError::custom(HOW))
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn to_value(&self) -> Value {
        Value::Null
    }
}
