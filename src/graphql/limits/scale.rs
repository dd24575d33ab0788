//! What a selection set asks for: how deep, how many objects, how many fields.

use async_graphql::{
    Name, Positioned, ServerError, Value, Variables,
    parser::types::{ExecutableDocument, Field, FragmentDefinition, OperationDefinition, Selection, SelectionSet},
};
use std::collections::HashMap;

use super::{MAX_NESTING, nested_too_deep};
use crate::graphql::{
    error::{GRAPHQL_VALIDATION_FAILED, request_error},
    paging::DEFAULT_PAGE,
};

/// One text counts like this many objects: its size is in characters, not in fields.
const TEXT_WEIGHT: u64 = 20;

/// A total counts like this many objects: what it counts is not in the answer, but was looked at.
const TOTAL_WEIGHT: u64 = 10;

/// Fields that are read with what they belong to, or lie in memory.
const READ_ALREADY: &[&str] = &[
    "nodes",
    "edges",
    "pageInfo",
    "provinces",
    "province",
    "prefecture",
    "county",
    "indicator",
    "period",
    "span",
    "matches",
    "warnings",
    "userErrors",
];

/// Lists without pages, and how many objects they usually hold.
const LISTS: &[(&str, u64)] = &[
    ("ancestors", 4),
    ("checks", 10),
    ("children", 20),
    ("outline", 10),
    ("points", 10),
    ("provinces", 34),
    ("matches", 5),
    ("restated", 2),
    ("reviews", 3),
    ("summary", 34),
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

/// Series of an indicator where nothing narrows them down, one for each county; counties of the largest province; indicators
/// that a county has figures of; figures of a check.
const COUNTIES: u64 = 2_850;
const COUNTIES_OF_PROVINCE: u64 = 190;
const INDICATORS: u64 = 100;
const FIGURES_OF_CHECK: u64 = 5;

/// What a selection set asks for. Sums saturate: no product of pages can wrap around.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// Fields below each other.
    pub depth: u64,
    /// Objects in the answer, counting every page as full.
    pub nodes: u64,
    /// Objects that count once for their connection, not once for each entry of its page.
    beside: u64,
    /// Fields and fragments, those inside a fragment counted wherever it is spread.
    pub selections: u64,
    /// Fields that have fields of their own.
    pub branches: u64,
    /// Statements that the database could be given, at most.
    pub statements: u64,
    /// Fields with another name than their own.
    pub aliases: u64,
    /// Directives.
    pub directives: u64,
    /// Whether types of the schema are asked for.
    pub introspects: bool,
    /// Selection sets inside each other, fragments followed.
    nesting: usize,
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.nesting = self.nesting.max(other.nesting);
        self.depth = self.depth.max(other.depth);
        self.nodes = self.nodes.saturating_add(other.nodes);
        self.beside = self.beside.saturating_add(other.beside);
        self.selections = self.selections.saturating_add(other.selections);
        self.branches = self.branches.saturating_add(other.branches);
        self.statements = self.statements.saturating_add(other.statements);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.introspects |= other.introspects;
    }
}

/// How many entries a value can ask for: the size of a page, or the length of a list.
fn most(value: &Value) -> u64 {
    match value {
        Value::Number(size) => size.as_u64().unwrap_or(0),
        Value::List(values) => values.len() as u64,
        _ => 0,
    }
}

/// Weighs the selection sets of a document, each fragment once.
pub struct Scale<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    variables: &'a Variables,
    /// What a variable is where none is given: the most of what operations declare.
    defaults: HashMap<&'a Name, &'a Value>,
    /// Entries of a page at most.
    page: u32,
    /// The weight of each fragment met; none while it is being weighed.
    known: HashMap<&'a str, Option<Weight>>,
    /// Where the walk is.
    nesting: usize,
}

impl<'a> Scale<'a> {
    /// A scale for a document that is asked with these variables, where a page has so many entries at most.
    pub fn new(document: &'a ExecutableDocument, variables: &'a Variables, page: u32) -> Self {
        let mut defaults: HashMap<&Name, &Value> = HashMap::new();
        for (_, operation) in document.operations.iter() {
            for variable in &operation.node.variable_definitions {
                let Some(value) = &variable.node.default_value else { continue };
                let default = defaults.entry(&variable.node.name.node).or_insert(&value.node);
                if most(&value.node) > most(default) {
                    *default = &value.node;
                }
            }
        }
        Scale { fragments: &document.fragments, variables, defaults, page, known: HashMap::new(), nesting: 0 }
    }

    /// What an operation asks for.
    pub fn operation(&mut self, operation: &'a OperationDefinition) -> Result<Weight, ServerError> {
        let mut weight = self.selection_set(&operation.selection_set.node)?;
        let of_variables: usize = operation.variable_definitions.iter().map(|it| it.node.directives.len()).sum();
        weight.directives = weight.directives.saturating_add((operation.directives.len() + of_variables) as u64);
        Ok(weight)
    }

    /// What a selection set asks for.
    pub fn selection_set(&mut self, set: &'a SelectionSet) -> Result<Weight, ServerError> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(nested_too_deep());
        }
        let mut total = Weight::default();
        for selection in &set.items {
            let (weight, directives) = match &selection.node {
                Selection::Field(field) => (self.field(&field.node)?, &field.node.directives),
                Selection::InlineFragment(inline) => {
                    (self.selection_set(&inline.node.selection_set.node)?, &inline.node.directives)
                }
                Selection::FragmentSpread(spread) => {
                    (self.fragment(spread.node.fragment_name.node.as_str())?, &spread.node.directives)
                }
            };
            total.add(weight);
            total.selections = total.selections.saturating_add(1);
            total.directives = total.directives.saturating_add(directives.len() as u64);
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
        let mut weight = self.selection_set(&definition.node.selection_set.node)?;
        weight.directives = weight.directives.saturating_add(definition.node.directives.len() as u64);
        self.known.insert(name, Some(weight));
        Ok(weight)
    }

    fn field(&mut self, field: &'a Field) -> Result<Weight, ServerError> {
        let name = field.name.node.as_str();
        let set = &field.selection_set.node;
        let children = self.selection_set(set)?;
        let times = self.times(name, field);
        let introspects = matches!(name, "__schema" | "__type");
        let statements = match name {
            _ if introspects => 0,
            // `node` of an edge is there already, `node(id:)` is not.
            "node" if field.arguments.is_empty() => 0,
            "text" | "totalCount" => 1,
            _ => u64::from(!set.items.is_empty() && !READ_ALREADY.contains(&name)),
        };
        let nodes = if set.items.is_empty() {
            if name == "text" { TEXT_WEIGHT } else { 0 }
        } else if matches!(name, "nodes" | "edges" | "pageInfo") && times == 1 {
            // Their page counts them.
            children.nodes
        } else {
            times.saturating_mul(children.nodes.saturating_add(1))
        };
        Ok(Weight {
            depth: children.depth.saturating_add(1),
            nodes: nodes.saturating_add(children.beside),
            beside: if name == "totalCount" { TOTAL_WEIGHT } else { 0 },
            branches: children.branches.saturating_add(u64::from(!set.items.is_empty())),
            aliases: children.aliases.saturating_add(u64::from(field.alias.is_some())),
            statements: if introspects { 0 } else { children.statements.saturating_add(statements) },
            introspects: children.introspects || introspects,
            ..children
        })
    }

    /// How many objects a field gives at most: the page asked for, the usual length of a list, or one.
    fn times(&self, name: &str, field: &Field) -> u64 {
        if let Some((_, length)) = LISTS.iter().find(|(list, _)| *list == name) {
            return *length;
        }
        let listed = |argument| match self.argument(field, argument) {
            Some(Value::List(values)) => Some(values.len().max(1) as u64),
            _ => None,
        };
        match name {
            "nodes" if field.get_argument("ids").is_some() => return listed("ids").unwrap_or(1),
            "series" if field.get_argument("indicator").is_some() => {
                let narrowed = field.get_argument("province").map(|_| COUNTIES_OF_PROVINCE);
                return listed("counties").or(narrowed).unwrap_or(COUNTIES);
            }
            "series" => return listed("indicators").unwrap_or(INDICATORS),
            "figures" if !self.is_page(&field.selection_set.node) => return FIGURES_OF_CHECK,
            _ => {}
        }
        let asked = ["first", "last"].into_iter().find_map(|size| match self.argument(field, size)? {
            Value::Number(size) => size.as_u64(),
            _ => None,
        });
        match asked {
            // More than a page is refused where the argument is read, with the argument's name.
            Some(size) => size.clamp(1, u64::from(self.page)),
            None if name == "ranking" || self.is_page(&field.selection_set.node) => u64::from(DEFAULT_PAGE),
            None => 1,
        }
    }

    fn argument(&self, field: &Field, name: &str) -> Option<Value> {
        let value = field.get_argument(name)?.node.clone();
        let given = |name: Name| self.variables.get(&name).or_else(|| self.defaults.get(&name).copied()).cloned();
        value.into_const_with(|name| given(name).ok_or(())).ok()
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
