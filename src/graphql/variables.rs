//! Variables that an operation cannot do without.

use async_graphql::{ServerError, Value, Variables, parser::types::OperationDefinition};

use super::error::{BAD_USER_INPUT, request_error};

/// An error for each variable that must have a value and has none. async-graphql notices a missing variable only where it
/// is used, in the middle of the execution.
pub fn check(operation: &OperationDefinition, variables: &Variables) -> Result<(), Vec<ServerError>> {
    let missing = operation.variable_definitions.iter().filter(|definition| {
        let definition = &definition.node;
        let given = variables.get(&definition.name.node).is_some_and(|value| *value != Value::Null);
        let null = variables.get(&definition.name.node) == Some(&Value::Null);
        !definition.var_type.node.nullable && !given && (null || definition.default_value.is_none())
    });
    let errors = missing.map(|definition| {
        let (name, ty) = (&definition.node.name.node, &definition.node.var_type.node);
        let mut error = request_error(BAD_USER_INPUT, format!("the variable ${name} needs a value of type {ty}"));
        error.locations.push(definition.pos);
        if let Some(extensions) = &mut error.extensions {
            extensions.set("argument", name.as_str());
        }
        error
    });
    let errors: Vec<ServerError> = errors.collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
