//! Fields in the order of the document.

use async_graphql::{
    Name, Positioned, Value,
    indexmap::IndexMap,
    parser::types::{FragmentDefinition, Selection, SelectionSet},
};
use std::collections::HashMap;

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

/// The fields of an object as the document has them; the same for every object of a list.
struct Plan<'a>(IndexMap<&'a Name, Plan<'a>>);

/// Puts the fields of every object in order.
pub fn settle(data: &mut Value, set: &SelectionSet, fragments: &Fragments) {
    let mut plan = Plan(IndexMap::new());
    plan.add(set, fragments);
    plan.apply(data);
}

impl<'a> Plan<'a> {
    /// Adds what a selection set asks for; a field asked for twice stays where it was first.
    fn add(&mut self, set: &'a SelectionSet, fragments: &'a Fragments) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let key = &field.node.response_key().node;
                    let plan = self.0.entry(key).or_insert_with(|| Plan(IndexMap::new()));
                    plan.add(&field.node.selection_set.node, fragments);
                }
                Selection::InlineFragment(inline) => self.add(&inline.node.selection_set.node, fragments),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = fragments.get(&spread.node.fragment_name.node) {
                        self.add(&fragment.node.selection_set.node, fragments);
                    }
                }
            }
        }
    }

    fn apply(&self, value: &mut Value) {
        match value {
            Value::List(items) => items.iter_mut().for_each(|item| self.apply(item)),
            Value::Object(fields) if !self.0.is_empty() => {
                let wanted = self.0.keys().filter(|key| fields.contains_key(**key));
                if !wanted.copied().eq(fields.keys()) {
                    let mut ordered = IndexMap::with_capacity(fields.len());
                    for key in self.0.keys() {
                        ordered.extend(fields.swap_remove_entry(*key));
                    }
                    *fields = ordered;
                }
                for (key, field) in fields.iter_mut() {
                    if let Some(plan) = self.0.get(key) {
                        plan.apply(field);
                    }
                }
            }
            _ => {}
        }
    }
}
