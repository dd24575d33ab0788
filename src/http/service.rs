//! What the routes share: the API, and what is asked of a request before it is answered.

use actix_web::HttpRequest;
use async_graphql::{Request, parser::types::OperationType};
use std::{net::IpAddr, sync::Arc};

use super::{
    bearer,
    call::Call,
    connections::{Connections, Slot},
    documents::Documents,
    places::{Place, Places},
    rates::{Allowance, Payer, Rates},
    refusal::Refusal,
    settings::Settings,
};
use crate::{
    export::Export,
    graphql::{Api, Caller, Prepared, Uploads},
};

/// Points of a request that is refused or asks for nothing new: about a statement.
pub const LITTLE: u64 = 100;
/// Points of a download, of which nobody knows how long it will be.
pub const DOWNLOAD: u64 = 20_000;

/// What the routes share. Cloning gives another handle to the same.
#[derive(Clone)]
pub struct Service {
    /// The API.
    pub api: Api,
    /// Downloads.
    pub export: Export,
    /// What is allowed.
    pub settings: Arc<Settings>,
    /// The subscriptions that are open.
    pub connections: Connections,
    documents: Arc<Documents>,
    rates: Arc<Rates>,
    downloads: Places,
}

/// Whoever asks.
#[derive(Debug, Clone)]
pub struct Asker {
    /// Where from; none for the machine the server runs on, for which nothing is counted.
    address: Option<IpAddr>,
    /// By which token.
    pub caller: Option<Caller>,
}

impl Service {
    /// Nobody has asked for anything yet.
    pub fn new(api: Api, export: Export, settings: Settings) -> Self {
        Service {
            api,
            export,
            connections: Connections::new(settings.connections),
            documents: Arc::new(Documents::new(settings.documents.clone())),
            rates: Arc::new(Rates::new(settings.rates)),
            downloads: Places::new(settings.downloads),
            settings: Arc::new(settings),
        }
    }

    /// Where a request comes from, as far as anything is counted.
    pub fn stranger(&self, request: &HttpRequest) -> Asker {
        Asker { address: self.settings.proxies.client(request), caller: None }
    }

    /// Who asks with this request.
    pub async fn asker(&self, request: &HttpRequest) -> Result<Asker, Refusal> {
        self.with_token(self.stranger(request), bearer::token_of(request)).await
    }

    /// The same with a token, if there is one. Guessing tokens costs points.
    pub async fn with_token(&self, asker: Asker, token: Option<&str>) -> Result<Asker, Refusal> {
        let asker = Asker { caller: None, ..asker };
        match bearer::caller(&self.api, token).await {
            Ok(caller) => Ok(Asker { caller, ..asker }),
            Err(refusal) => {
                self.charge(&asker, LITTLE)?;
                Err(refusal)
            }
        }
    }

    /// Finds the document of a call and holds it against the limits; nothing is charged for it yet.
    pub fn prepare(&self, asker: &Asker, call: Call, uploads: Option<Uploads>) -> Result<Prepared, Refusal> {
        let prepared = self.read(asker, call, uploads);
        if prepared.is_err() {
            self.charge(asker, LITTLE)?;
        }
        prepared
    }

    fn read(&self, asker: &Asker, call: Call, uploads: Option<Uploads>) -> Result<Prepared, Refusal> {
        let found = self.documents.find(&call)?;
        let text = found.unseen.map(|hash| (hash, found.text.clone()));
        let request = call.with_document(found.text);
        let request = asker.caller.iter().cloned().fold(request, Request::data);
        let request = uploads.into_iter().fold(request, Request::data);
        let prepared = self.api.prepare(request).map_err(|answer| Refusal::of(answer.errors))?;
        if let Some((hash, text)) = text {
            self.documents.remember(hash, &text);
        }
        Ok(prepared)
    }

    /// Takes points for something, and says what is left.
    pub fn charge(&self, asker: &Asker, points: u64) -> Result<Option<Allowance>, Refusal> {
        let Some(address) = asker.address else { return Ok(None) };
        let payer = asker.caller.as_ref().map_or(Payer::Address(address), |caller| Payer::Token(caller.name.clone()));
        self.rates.charge(&payer, points).map_err(Refusal::too_much)
    }

    /// A place among those who download, kept until it is dropped.
    pub fn download(&self, asker: &Asker) -> Result<Place, Refusal> {
        let message = "more downloads at once than this server gives; try again later";
        self.downloads.take(asker.address).ok_or_else(|| Refusal::too_many(message))
    }

    /// A place among those who listen, kept until it is dropped.
    pub fn listen(&self, asker: &Asker) -> Result<Slot, Refusal> {
        let message = "more subscriptions than this server keeps open; try again later";
        self.connections.open(asker.address).ok_or_else(|| Refusal::too_many(message))
    }
}

/// Whether a request only reads, so that its answer can be kept.
pub fn is_query(prepared: &Prepared) -> bool {
    matches!(prepared.operation(), Some(OperationType::Query))
}
