//! `/export/figures.csv` and the other files: streamed, row by row.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{
        Method, StatusCode,
        header::{self, Charset, ContentDisposition, DispositionParam, DispositionType, ETag, EntityTag, ExtendedValue},
    },
    web::{Bytes, Data, Path, Query},
};
use futures::stream;
use serde_json::json;
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};

use super::{
    caching,
    negotiation::Form,
    places::Place,
    refusal::Refusal,
    service::{DOWNLOAD, LITTLE, Service},
};
use crate::{
    export::{Download, Export, ExportError, File, Format, Request},
    graphql::error::{BAD_USER_INPUT, NOT_FOUND, bad_input, coded, internal, store_error},
};

/// Pieces of a download that wait for the client to read them.
const WAITING: usize = 2;
/// How long a client may read nothing; one that does not go on is cut off, and its place is another's.
const PATIENCE: Duration = Duration::from_secs(60);

/// `GET` and `HEAD /export/{file}?county=…&year.gte=…`.
pub async fn file(request: HttpRequest, name: Path<String>, service: Data<Service>) -> HttpResponse {
    match answer(&request, &name, &service).await {
        Ok(response) => response,
        Err(Refused::Export(error)) => refused(error),
        Err(Refused::Other(refusal)) => refusal.answer(Form::Json),
    }
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

/// Why there is no download.
enum Refused {
    Export(ExportError),
    Other(Refusal),
}

impl From<ExportError> for Refused {
    fn from(error: ExportError) -> Self {
        Refused::Export(error)
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Refused::Other(refusal)
    }
}

async fn answer(request: &HttpRequest, name: &str, service: &Service) -> Result<HttpResponse, Refused> {
    let export = &service.export;
    let file: File = name.parse()?;
    let parameters = Query::<Vec<(String, String)>>::from_query(request.query_string());
    let parameters = parameters
        .map_err(|error| ExportError::BadParameter { parameter: "query string".to_owned(), reason: error.to_string() })?;
    let asked = export.request(file, parameters.into_inner())?;
    let asker = service.asker(request).await?;
    // The same rows come compressed or not: the tag is weak.
    let tag = EntityTag::new_weak(export.version(&asked).await?);
    if caching::is_known(request, &tag) {
        service.charge(&asker, LITTLE)?;
        return Ok(HttpResponse::NotModified()
            .insert_header(ETag(tag))
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .finish());
    }
    let mut response = head(export, &asked, tag);
    if request.method() == Method::HEAD {
        service.charge(&asker, LITTLE)?;
        return Ok(response.streaming(stream::empty::<Result<Bytes, ExportError>>()));
    }
    let place = service.download(&asker)?;
    service.charge(&asker, DOWNLOAD)?;
    let mut download = export.open(asked).await?;
    // What fails before the first byte gets a status of its own; what fails later breaks the connection off.
    let first = download.next().await?;
    let (send, receive) = mpsc::channel(WAITING);
    actix_web::rt::spawn(pump(first, download, send, place));
    Ok(response.streaming(stream::unfold(Some(receive), received)))
}

/// A piece of a download.
enum Piece {
    Bytes(Bytes),
    /// There is no more.
    End,
}

/// Why a download ends before its end.
#[derive(Debug, thiserror::Error)]
#[error("the download broke off")]
struct BrokenOff;

/// Reads on as long as the client does.
async fn pump(first: Option<Vec<u8>>, mut download: Download, send: mpsc::Sender<Piece>, _place: Place) {
    let mut next = Ok(first);
    loop {
        let piece = match next {
            Ok(Some(bytes)) => Piece::Bytes(Bytes::from(bytes)),
            Ok(None) => Piece::End,
            Err(error) => {
                tracing::error!("a download broke off: {error}");
                return;
            }
        };
        let is_last = matches!(piece, Piece::End);
        let sent = timeout(PATIENCE, send.send(piece)).await;
        if is_last || !matches!(sent, Ok(Ok(()))) {
            return;
        }
        next = download.next().await;
    }
}

/// The next bytes. A download that ends without its end breaks the connection off: half a file must not look whole.
async fn received(receive: Option<mpsc::Receiver<Piece>>) -> Option<(Result<Bytes, BrokenOff>, Option<mpsc::Receiver<Piece>>)> {
    let mut receive = receive?;
    match receive.recv().await {
        Some(Piece::Bytes(bytes)) => Some((Ok(bytes), Some(receive))),
        Some(Piece::End) => None,
        None => Some((Err(BrokenOff), None)),
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
