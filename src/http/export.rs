//! `/export/figures.csv` and the other files: streamed, row by row.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{
        Method, StatusCode,
        header::{
            self, Charset, ContentDisposition, DispositionParam, DispositionType, ETag, EntityTag, ExtendedValue, IfNoneMatch,
        },
    },
    web::{Bytes, Data, Path, Query},
};
use futures::{StreamExt, stream};
use serde_json::json;

use crate::{
    export::{Export, ExportError, File, Format, Request},
    graphql::error::{BAD_USER_INPUT, NOT_FOUND, bad_input, coded, internal, store_error},
};

/// `GET` and `HEAD /export/{file}?county=…&year.gte=…`.
pub async fn file(request: HttpRequest, name: Path<String>, export: Data<Export>) -> HttpResponse {
    answer(&request, &name, &export).await.unwrap_or_else(refused)
}

/// `/export`
pub async fn list() -> HttpResponse {
    refused(ExportError::UnknownFile { name: "/export".to_owned() })
}

/// Every other method.
pub async fn method_not_allowed() -> HttpResponse {
    let error = coded(BAD_USER_INPUT, "downloads are served to GET and HEAD");
    let body = json!({"errors": [{"message": error.message, "extensions": error.extensions}]});
    HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, "GET, HEAD")).json(body)
}

async fn answer(request: &HttpRequest, name: &str, export: &Export) -> Result<HttpResponse, ExportError> {
    let file: File = name.parse()?;
    let parameters = Query::<Vec<(String, String)>>::from_query(request.query_string());
    let parameters = parameters
        .map_err(|error| ExportError::BadParameter { parameter: "query string".to_owned(), reason: error.to_string() })?;
    let asked = export.request(file, parameters.into_inner())?;
    // The same rows come compressed or not: the tag is weak.
    let tag = EntityTag::new_weak(export.version(&asked).await?);
    if has(request, &tag) {
        return Ok(HttpResponse::NotModified()
            .insert_header(ETag(tag))
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .finish());
    }
    let mut response = head(export, &asked, tag);
    if request.method() == Method::HEAD {
        return Ok(response.streaming(stream::empty::<Result<Bytes, ExportError>>()));
    }
    let mut download = export.open(asked).await?;
    // What fails before the first byte gets a status of its own; what fails later breaks the connection off.
    let first = download.next().await?.map(|bytes| Ok(Bytes::from(bytes)));
    let rest = stream::try_unfold(download, |mut download| async move {
        match download.next().await {
            Ok(bytes) => Ok(bytes.map(|bytes| (Bytes::from(bytes), download))),
            Err(error) => {
                tracing::error!("a download broke off: {error}");
                Err(error)
            }
        }
    });
    Ok(response.streaming(stream::iter(first).chain(rest)))
}

/// Whether the client has this version.
fn has(request: &HttpRequest, tag: &EntityTag) -> bool {
    match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        None => false,
    }
}

fn head(export: &Export, asked: &Request, tag: EntityTag) -> HttpResponseBuilder {
    let (name, ascii) = export.file_name(asked);
    let extended = ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value: name.into_bytes() };
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(ascii), DispositionParam::FilenameExt(extended)],
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type(asked.file.format.content_type())
        .insert_header(disposition)
        .insert_header(ETag(tag))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::ACCEPT_RANGES, "none"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
    if asked.file.format == Format::Parquet {
        // Compressed inside; the middleware leaves alone what has an encoding.
        response.insert_header(header::ContentEncoding::Identity);
    }
    response
}

/// An error in the form of the API.
fn refused(error: ExportError) -> HttpResponse {
    let message = error.to_string();
    let (status, error) = match error {
        ExportError::UnknownFile { .. } => (StatusCode::NOT_FOUND, coded(NOT_FOUND, message)),
        ExportError::BadParameter { parameter, .. } => (StatusCode::BAD_REQUEST, bad_input(&parameter, message)),
        ExportError::Store(error) if error.argument().is_some() => (StatusCode::BAD_REQUEST, store_error(error)),
        error => (StatusCode::INTERNAL_SERVER_ERROR, internal(error)),
    };
    HttpResponse::build(status).json(json!({"errors": [{"message": error.message, "extensions": error.extensions}]}))
}
