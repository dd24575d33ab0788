//! Files that come with a request: the GraphQL multipart request.
//!
//! A page can make its readers send multipart/form-data to any site without asking. So a request with files must carry a
//! header that a page cannot add without asking: `Authorization`, or one of those that clients have agreed on. And since only
//! importing takes files, a token is asked for before anything is read.

use actix_web::{HttpRequest, http::header, web::Payload};
use futures::stream;
use multer::{Field, Multipart};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, sync::Arc};

use super::{
    call::{self, Call},
    refusal::Refusal,
    service::Service,
};
use crate::{
    graphql::{Uploaded, Uploads},
    ingest::LONGEST,
};

/// The most files of one request.
const MAX_FILES: usize = 10;
/// Headers that make a browser ask first.
const PREFLIGHT: [&str; 2] = ["graphql-require-preflight", "apollo-require-preflight"];

/// Whether the body is one with files.
pub fn is_multipart(request: &HttpRequest) -> bool {
    call::media_type(call::content_type(request)).eq_ignore_ascii_case("multipart/form-data")
}

/// Refuses what a page could have made its reader send.
pub fn check_origin(request: &HttpRequest) -> Result<(), Refusal> {
    let has = |name: &str| request.headers().contains_key(name);
    if has(header::AUTHORIZATION.as_str()) || PREFLIGHT.into_iter().any(has) {
        return Ok(());
    }
    let message = "a request with files needs the header GraphQL-Require-Preflight: 1 or Authorization, so that no page can \
                   make its readers send it";
    Err(Refusal::bad_request(message))
}

/// The request, and its files: all together may have as many bytes as one document, beside the request around them.
pub async fn read(request: &HttpRequest, payload: Payload, service: &Service) -> Result<(Call, Uploads), Refusal> {
    let boundary = multer::parse_boundary(call::content_type(request))
        .map_err(|_| Refusal::bad_request("multipart/form-data has no boundary"))?;
    let body = call::body(request, payload, LONGEST + service.settings.body, service.settings.stall).await?;
    let parts = Parts::read(Multipart::new(stream::iter([Ok::<_, std::io::Error>(body)]), boundary)).await?;
    parts.call(service.settings.body, service.api.limits().values)
}

/// The parts of the body.
#[derive(Default)]
struct Parts {
    operations: Option<Vec<u8>>,
    map: Option<Vec<u8>>,
    files: BTreeMap<String, Uploaded>,
}

impl Parts {
    async fn read(mut multipart: Multipart<'_>) -> Result<Self, Refusal> {
        let mut parts = Parts::default();
        while let Some(field) = multipart.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            match name.as_str() {
                "operations" => parts.operations = Some(bytes(field).await?),
                "map" => parts.map = Some(bytes(field).await?),
                _ if parts.files.len() == MAX_FILES => {
                    return Err(Refusal::too_large(format!("more than {MAX_FILES} files")));
                }
                _ => {
                    let file_name = field.file_name().unwrap_or("file").to_owned();
                    let file = Uploaded { name: file_name, bytes: bytes(field).await? };
                    if parts.files.insert(name.clone(), file).is_some() {
                        return Err(Refusal::bad_request(format!("two parts have the name {name:?}")));
                    }
                }
            }
        }
        Ok(parts)
    }

    fn call(mut self, limit: usize, values: usize) -> Result<(Call, Uploads), Refusal> {
        let operations = self.operations.ok_or_else(|| Refusal::bad_request("no part `operations` with the GraphQL request"))?;
        if operations.len() > limit {
            return Err(Refusal::too_large(format!("operations has more than {limit} bytes")));
        }
        let mut call = Call::read(&operations, values)?;
        let map = self.map.ok_or_else(|| Refusal::bad_request("no part `map` that says where the files belong"))?;
        let map: BTreeMap<String, Vec<String>> = serde_json::from_slice(&map)
            .map_err(|error| Refusal::bad_request(format!("map is no object of lists of paths: {error}")))?;
        let mut uploads = Uploads::default();
        for (name, paths) in map {
            let file = self.files.remove(&name);
            let file = file.ok_or_else(|| Refusal::bad_request(format!("map names the part {name:?}, which is not there")))?;
            for path in paths {
                put(call.variables.as_mut(), &path, uploads.0.len())?;
            }
            uploads.0.push(Arc::new(file));
        }
        if let Some(name) = self.files.keys().next() {
            return Err(Refusal::bad_request(format!("the part {name:?} is not in map")));
        }
        Ok((call, uploads))
    }
}

/// Puts the mark of a file where a path leads.
fn put(variables: Option<&mut Map<String, Value>>, path: &str, place: usize) -> Result<(), Refusal> {
    let nowhere = || Refusal::bad_request(format!("map: {path:?} leads to no variable that is null, such as variables.file"));
    let mut steps = path.split('.');
    if steps.next() != Some("variables") {
        return Err(nowhere());
    }
    let first = steps.next().and_then(|name| variables?.get_mut(name)).ok_or_else(nowhere)?;
    let found = steps.try_fold(first, |value, step| match value {
        Value::Object(fields) => fields.get_mut(step),
        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    });
    match found {
        Some(value @ Value::Null) => {
            *value = Value::String(Uploads::marker(place));
            Ok(())
        }
        _ => Err(nowhere()),
    }
}

async fn bytes(field: Field<'_>) -> Result<Vec<u8>, Refusal> {
    Ok(field.bytes().await.map_err(broken)?.into())
}

fn broken(error: multer::Error) -> Refusal {
    Refusal::bad_request(format!("the parts of the body cannot be read: {error}"))
}
