//! The operations of one connection, side by side.

use async_graphql::Response;
use futures::stream::BoxStream;
use std::{collections::VecDeque, future::poll_fn, task::Poll};

/// The operations that run, the one whose turn it is first.
#[derive(Default)]
pub struct Operations(VecDeque<(String, BoxStream<'static, Response>)>);

impl Operations {
    /// Begins one.
    pub fn begin(&mut self, id: String, answers: BoxStream<'static, Response>) {
        self.0.push_back((id, answers));
    }

    /// Ends one, if it runs.
    pub fn end(&mut self, id: &str) {
        self.0.retain(|(other, _)| other != id);
    }

    /// Whether one runs.
    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|(other, _)| other == id)
    }

    /// How many run.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The next answer of any of them; none is the end of the operation. Waits as long as there is none. Whoever has
    /// answered comes last in the next turn.
    pub async fn next(&mut self) -> (String, Option<Response>) {
        poll_fn(|context| {
            for place in 0..self.0.len() {
                let Some((_, answers)) = self.0.get_mut(place) else { break };
                let Poll::Ready(answer) = answers.as_mut().poll_next(context) else { continue };
                let Some((id, answers)) = self.0.remove(place) else { break };
                if answer.is_some() {
                    self.0.push_back((id.clone(), answers));
                }
                return Poll::Ready((id, answer));
            }
            Poll::Pending
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::Operations;
    use async_graphql::{Response, Value};
    use futures::{FutureExt, StreamExt, stream};

    fn numbers(count: i32) -> stream::BoxStream<'static, Response> {
        stream::iter((0..count).map(|n| Response::new(Value::from(n)))).boxed()
    }

    #[tokio::test]
    async fn each_has_its_turn_and_its_end() {
        let mut operations = Operations::default();
        assert!(operations.next().now_or_never().is_none());
        operations.begin("a".to_owned(), numbers(2));
        operations.begin("b".to_owned(), numbers(1));
        let mut seen = Vec::new();
        while operations.count() > 0 {
            let (id, answer) = operations.next().await;
            seen.push((id, answer.is_some()));
        }
        let seen: Vec<(&str, bool)> = seen.iter().map(|(id, more)| (id.as_str(), *more)).collect();
        assert_eq!(seen, [("a", true), ("b", true), ("a", true), ("b", false), ("a", false)]);
    }

    #[tokio::test]
    async fn one_that_is_ended_says_nothing_more() {
        let mut operations = Operations::default();
        operations.begin("a".to_owned(), stream::pending().boxed());
        assert!(operations.has("a"));
        operations.end("a");
        assert_eq!(operations.count(), 0);
    }
}
