//! What a request costs, in numbers for its sender and in points for the server.

use async_graphql::{Extensions, Value, from_value};

use super::{Limits, Weight};

/// Points of a statement: about as much work as reading so many objects.
const STATEMENT: u64 = 100;

/// The points of a request: one for itself, one for each object, a hundred for each statement.
pub fn points(weight: &Weight) -> u64 {
    weight.nodes.saturating_add(weight.statements.saturating_mul(STATEMENT)).saturating_add(1)
}

/// Whether a request wants to know what it costs: `"extensions": {"cost": true}`.
pub fn is_asked_for(extensions: &Extensions) -> bool {
    extensions.0.get("cost").is_some_and(|asked| from_value(asked.clone()).unwrap_or(false))
}

/// What a request costs, as `extensions.cost` of its answer has it, beside the limits.
pub fn of(weight: &Weight, limits: &Limits) -> Value {
    let pair = |value: u64, limit: u64| async_graphql::value!({ "value": value, "limit": limit });
    async_graphql::value!({
        "points": points(weight),
        "nodes": pair(weight.nodes, limits.nodes),
        "depth": pair(weight.depth, limits.depth),
        "fields": pair(weight.selections, limits.selections),
        "branches": pair(weight.branches, limits.branches),
        "statements": pair(weight.statements, limits.statements),
        "aliases": pair(weight.aliases, limits.aliases),
        "directives": pair(weight.directives, limits.directives),
    })
}
