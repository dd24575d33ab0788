//! Subscriptions over WebSocket: the graphql-transport-ws protocol.
//!
//! A connection is one task: it hears what the client says (`message`), runs its operations side by side (`operations`) and
//! sends their answers. Where the client does not keep to the protocol the connection is closed with the code that the
//! protocol has for it.

mod message;
mod operations;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Payload},
};
use actix_ws::{AggregatedMessage, AggregatedMessageStream, CloseCode, CloseReason, Session};
use async_graphql::{Response, ServerError};
use serde::Serialize;
use std::time::Instant;
use tokio::time;

use self::{
    message::{Heard, Told},
    operations::Operations,
};
use super::{
    bearer,
    call::Call,
    connections::Slot,
    negotiation::Form,
    refusal::Refusal,
    service::{Asker, Service},
};
use crate::graphql::{
    answer::Answer,
    error::{RATE_LIMITED, failed_before_execution, request_error},
};

/// The protocol's name in the handshake.
const PROTOCOL: &str = "graphql-transport-ws";

/// `GET /graphql` with `Upgrade: websocket`.
pub async fn connect(request: HttpRequest, payload: Payload, service: Data<Service>) -> HttpResponse {
    if !service.settings.origins.admit(&request) {
        return Refusal::other_origin().answer(Form::Json);
    }
    let asker = service.stranger(&request);
    let slot = match service.listen(&asker) {
        Ok(slot) => slot,
        Err(refusal) => return refusal.answer(Form::Json),
    };
    let (response, session, stream) = match actix_ws::handle_with_protocols(&request, payload, &[PROTOCOL]) {
        Ok(handled) => handled,
        Err(error) => return Refusal::bad_request(format!("this is no WebSocket handshake: {error}")).answer(Form::Json),
    };
    let speaks = response.headers().contains_key(header::SEC_WEBSOCKET_PROTOCOL);
    let longest = service.settings.body;
    let stream = stream.max_frame_size(longest).aggregate_continuations().max_continuation_size(longest);
    let conversation = Conversation {
        asker,
        service,
        session,
        token: bearer::token_of(&request).map(str::to_owned),
        acknowledged: false,
        operations: Operations::default(),
    };
    actix_web::rt::spawn(async move {
        if speaks {
            conversation.run(stream, slot).await;
        } else {
            let _ = conversation.session.close(Some(reason(4406, "Subprotocol not acceptable; use graphql-transport-ws"))).await;
        }
    });
    response
}

/// One connection.
struct Conversation {
    service: Data<Service>,
    asker: Asker,
    session: Session,
    token: Option<String>,
    acknowledged: bool,
    operations: Operations,
}

/// Why a connection ends.
enum End {
    /// The client is told.
    Close(CloseReason),
    /// The client has gone, or hears nothing.
    Gone,
}

fn reason(code: u16, description: &str) -> CloseReason {
    CloseReason { code: CloseCode::from(code), description: Some(description.to_owned()) }
}

fn close(code: u16, description: &str) -> End {
    End::Close(reason(code, description))
}

/// Clients do not come back after 4403; they do where nothing is known about the token.
fn without_token(refusal: &Refusal, message: &str) -> End {
    if refusal.is_of_the_token() { close(4403, message) } else { close(1013, "Try again later") }
}

impl Conversation {
    async fn run(mut self, mut stream: AggregatedMessageStream, mut slot: Slot) {
        let limits = self.service.connections.limits;
        let init_wait = time::sleep(limits.init_wait);
        tokio::pin!(init_wait);
        let mut ping = time::interval_at(time::Instant::now() + limits.ping, limits.ping);
        let mut heard = Instant::now();
        let end = loop {
            let done = tokio::select! {
                () = slot.closing() => Err(close(1001, "the server stops")),
                message = stream.recv() => {
                    heard = Instant::now();
                    match message {
                        Some(Ok(message)) => self.hear(message).await,
                        Some(Err(error)) => Err(close(1002, &error.to_string())),
                        None => Err(End::Gone),
                    }
                }
                (id, answer) = self.operations.next() => self.tell_answer(&id, answer).await,
                () = &mut init_wait, if !self.acknowledged => Err(close(4408, "Connection initialisation timeout")),
                _ = ping.tick() => match heard.elapsed() > 2 * limits.ping {
                    true => Err(End::Gone),
                    false => self.ping().await,
                },
            };
            if let Err(end) = done {
                break end;
            }
        };
        if let End::Close(reason) = end {
            let _ = time::timeout(limits.send_wait, self.session.close(Some(reason))).await;
        }
    }

    async fn hear(&mut self, message: AggregatedMessage) -> Result<(), End> {
        let text = match message {
            AggregatedMessage::Text(text) => text,
            AggregatedMessage::Ping(payload) => return self.session.pong(&payload).await.map_err(|_| End::Gone),
            AggregatedMessage::Pong(_) => return Ok(()),
            AggregatedMessage::Close(_) => return Err(close(1000, "")),
            AggregatedMessage::Binary(_) => return Err(close(4400, "Invalid message: not text")),
        };
        match serde_json::from_str(&text) {
            Ok(Heard::ConnectionInit { payload }) => self.init(payload.as_ref().and_then(message::token)).await,
            Ok(Heard::Ping {}) => self.tell(&Told::<()>::bare("pong")).await,
            Ok(Heard::Pong {}) => Ok(()),
            Ok(Heard::Subscribe { id, payload }) => self.subscribe(id, payload).await,
            Ok(Heard::Complete { id }) => {
                self.operations.end(&id);
                Ok(())
            }
            Err(error) => Err(close(4400, &format!("Invalid message: {error}"))),
        }
    }

    async fn init(&mut self, token: Option<String>) -> Result<(), End> {
        if self.acknowledged {
            return Err(close(4429, "Too many initialisation requests"));
        }
        self.token = token.or_else(|| self.token.take());
        if let Err(refusal) = self.service.with_token(self.asker.clone(), self.token.as_deref()).await {
            return Err(without_token(&refusal, "Forbidden: the token is worth nothing"));
        }
        self.acknowledged = true;
        self.tell(&Told::<()>::bare("connection_ack")).await
    }

    async fn subscribe(&mut self, id: String, call: Call) -> Result<(), End> {
        if !self.acknowledged {
            return Err(close(4401, "Unauthorized: say connection_init first"));
        }
        if self.operations.has(&id) {
            return Err(close(4409, &format!("Subscriber for {id} already exists")));
        }
        if self.operations.count() >= self.service.connections.limits.operations {
            let message =
                format!("more than {} operations at once on one connection", self.service.connections.limits.operations);
            return self.tell_errors(&id, &[request_error(RATE_LIMITED, message)]).await;
        }
        // A token can be revoked while the connection is open.
        let asker = self.service.with_token(self.asker.clone(), self.token.as_deref()).await;
        let asker = asker.map_err(|refusal| without_token(&refusal, "Forbidden: the token is worth nothing any more"))?;
        let prepared = self.service.prepare(&asker, call, None);
        let paid = prepared.and_then(|prepared| self.service.charge(&asker, prepared.points()).map(|_| prepared));
        match paid {
            Ok(prepared) => self.operations.begin(id, self.service.api.run_stream(prepared)),
            Err(refusal) => self.tell_errors(&id, refusal.errors()).await?,
        }
        Ok(())
    }

    async fn tell_errors(&mut self, id: &str, errors: &[ServerError]) -> Result<(), End> {
        self.tell(&Told { id: Some(id), kind: "error", payload: Some(errors) }).await
    }

    async fn tell_answer(&mut self, id: &str, answer: Option<Response>) -> Result<(), End> {
        match answer {
            Some(answer) if failed_before_execution(&answer) => {
                self.operations.end(id);
                self.tell_errors(id, &answer.errors).await
            }
            Some(answer) => self.tell(&Told { id: Some(id), kind: "next", payload: Some(Answer(&answer)) }).await,
            None => self.tell(&Told::<()> { id: Some(id), kind: "complete", payload: None }).await,
        }
    }

    async fn tell<P: Serialize>(&mut self, told: &Told<'_, P>) -> Result<(), End> {
        let text = serde_json::to_string(told).map_err(|error| close(1011, &error.to_string()))?;
        // Whoever does not read is cut off: nothing is kept for them.
        match time::timeout(self.service.connections.limits.send_wait, self.session.text(text)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(End::Gone),
        }
    }

    async fn ping(&mut self) -> Result<(), End> {
        match time::timeout(self.service.connections.limits.send_wait, self.session.ping(b"")).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(End::Gone),
        }
    }
}
