//! What a selection set asks for: how deep, how many objects, how many fields.

use async_graphql::{
    Name, Positioned, ServerError, Value, Variables,
    parser::types::{Field, FragmentDefinition, Selection, SelectionSet},
};
use std::collections::HashMap;

use super::{MAX_NESTING, nested_too_deep};
use crate::graphql::{
    error::{GRAPHQL_VALIDATION_FAILED, request_error},
    paging::{DEFAULT_PAGE, MAX_PAGE},
};

/// One text counts like this many objects: its size is in characters, not in fields.
const TEXT_WEIGHT: u64 = 20;

/// Lists without pages, and how many objects they usually hold.
const LISTS: &[(&str, u64)] = &[
    ("ancestors", 4),
    ("checks", 10),
    ("children", 20),
    ("outline", 10),
    ("points", 10),
    ("provinces", 34),
    ("restated", 2),
    ("series", 100),
    // introspection
    ("__type", 1),
    ("args", 6),
    ("enumValues", 10),
    ("fields", 15),
    ("inputFields", 15),
    ("interfaces", 1),
    ("possibleTypes", 5),
    ("types", 60),
];

/// What a selection set asks for. Sums saturate: no product of pages can wrap around.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// Fields below each other.
    pub depth: u64,
    /// Objects in the answer, counting every page as full.
    pub nodes: u64,
    /// Fields and fragments, those inside a fragment counted wherever it is spread.
    pub selections: u64,
    /// Selection sets inside each other, fragments followed.
    nesting: usize,
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.nesting = self.nesting.max(other.nesting);
        self.depth = self.depth.max(other.depth);
        self.nodes = self.nodes.saturating_add(other.nodes);
        self.selections = self.selections.saturating_add(other.selections);
    }
}

/// Weighs the selection sets of a document, each fragment once.
pub struct Scale<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    variables: &'a Variables,
    /// The weight of each fragment met; none while it is being weighed.
    known: HashMap<&'a str, Option<Weight>>,
    /// Where the walk is.
    nesting: usize,
}

impl<'a> Scale<'a> {
    /// A scale for a document with these fragments, asked with these variables.
    pub fn new(fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>, variables: &'a Variables) -> Self {
        Scale { fragments, variables, known: HashMap::new(), nesting: 0 }
    }

    /// What a selection set asks for.
    pub fn selection_set(&mut self, set: &'a SelectionSet) -> Result<Weight, ServerError> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(nested_too_deep());
        }
        let mut total = Weight::default();
        for selection in &set.items {
            let weight = match &selection.node {
                Selection::Field(field) => self.field(&field.node)?,
                Selection::InlineFragment(inline) => self.selection_set(&inline.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => self.fragment(spread.node.fragment_name.node.as_str())?,
            };
            total.add(weight);
            total.selections = total.selections.saturating_add(1);
        }
        self.nesting -= 1;
        total.nesting += 1;
        if self.nesting + total.nesting > MAX_NESTING {
            return Err(nested_too_deep());
        }
        Ok(total)
    }

    /// What a fragment asks for.
    pub fn fragment(&mut self, name: &'a str) -> Result<Weight, ServerError> {
        match self.known.get(name) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => {
                let message = format!("the fragment {name} spreads itself");
                return Err(request_error(GRAPHQL_VALIDATION_FAILED, message));
            }
            None => {}
        }
        // An unknown fragment is validation's business.
        let Some(definition) = self.fragments.get(name) else { return Ok(Weight::default()) };
        self.known.insert(name, None);
        let weight = self.selection_set(&definition.node.selection_set.node)?;
        self.known.insert(name, Some(weight));
        Ok(weight)
    }

    fn field(&mut self, field: &'a Field) -> Result<Weight, ServerError> {
        let name = field.name.node.as_str();
        let set = &field.selection_set.node;
        let children = self.selection_set(set)?;
        let times = self.times(name, field);
        let nodes = if set.items.is_empty() {
            if name == "text" { TEXT_WEIGHT } else { 0 }
        } else if matches!(name, "nodes" | "edges" | "pageInfo") && times == 1 {
            // Their page counts them.
            children.nodes
        } else {
            times.saturating_mul(children.nodes.saturating_add(1))
        };
        Ok(Weight { depth: children.depth.saturating_add(1), nodes, selections: children.selections, nesting: children.nesting })
    }

    /// How many objects a field gives at most: the page asked for, the usual length of a list, or one.
    fn times(&self, name: &str, field: &Field) -> u64 {
        if let Some((_, length)) = LISTS.iter().find(|(list, _)| *list == name) {
            return *length;
        }
        if let Some(Value::List(ids)) = self.argument(field, "ids") {
            return ids.len().max(1) as u64;
        }
        let asked = ["first", "last"].into_iter().find_map(|size| match self.argument(field, size)? {
            Value::Number(size) => size.as_u64(),
            _ => None,
        });
        match asked {
            // More than a page is refused where the argument is read, with the argument's name.
            Some(size) => size.clamp(1, u64::from(MAX_PAGE)),
            None if self.is_page(&field.selection_set.node) => u64::from(DEFAULT_PAGE),
            None => 1,
        }
    }

    fn argument(&self, field: &Field, name: &str) -> Option<Value> {
        let value = field.get_argument(name)?.node.clone();
        value.into_const_with(|name| self.variables.get(&name).cloned().ok_or(())).ok()
    }

    /// Whether a selection is one of a connection, which shows by its fields or by the type of a fragment in it.
    fn is_page(&self, set: &SelectionSet) -> bool {
        set.items.iter().any(|selection| match &selection.node {
            Selection::Field(field) => matches!(field.node.name.node.as_str(), "nodes" | "edges"),
            Selection::InlineFragment(inline) => self.is_page(&inline.node.selection_set.node),
            Selection::FragmentSpread(spread) => {
                let fragment = self.fragments.get(&spread.node.fragment_name.node);
                fragment.is_some_and(|fragment| fragment.node.type_condition.node.on.node.ends_with("Connection"))
            }
        })
    }
}
