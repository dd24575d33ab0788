//! Answers in the form that the GraphQL specification wants.
//!
//! async-graphql puts the fields of an object in the order in which they were ready, and leaves a field out whose resolver
//! failed. The specification has them in the order of the document, and null where one failed; where null is not
//! allowed, the object around it becomes null, and so on outwards.

mod nulls;
mod order;

use async_graphql::{
    Response,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};

pub use nulls::Types;

/// Puts an answer to a document into form.
pub fn settle(response: &mut Response, types: &Types, document: &ExecutableDocument, operation: Option<&str>) {
    let Some(operation) = operation_of(document, operation) else { return };
    let set = &operation.selection_set.node;
    let root = match operation.ty {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    };
    let paths: Vec<_> = response.errors.iter().filter(|it| !it.path.is_empty()).map(|it| it.path.as_slice()).collect();
    nulls::settle(&mut response.data, types, (set, root), &document.fragments, &paths);
    order::settle(&mut response.data, set, &document.fragments);
}

/// The operation that runs; none when it cannot be told, and the answer will say why.
pub fn operation_of<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(&operation.node),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name).map(|operation| &operation.node),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            operations.values().next().map(|operation| &operation.node)
        }
        _ => None,
    }
}
