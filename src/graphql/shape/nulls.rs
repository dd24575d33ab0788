//! Null where a field failed, and outwards to the nearest place where null is allowed.

use async_graphql::{
    Name, PathSegment, Positioned, Value,
    indexmap::IndexMap,
    parser::{
        parse_schema,
        types::{BaseType, FragmentDefinition, Selection, SelectionSet, Type, TypeKind, TypeSystemDefinition},
    },
};
use std::collections::HashMap;

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

/// The types of the fields of a schema.
#[derive(Debug, Default)]
pub struct Types(HashMap<Name, HashMap<Name, Type>>);

impl Types {
    /// The types of a schema in the schema language; one that cannot be read has none.
    pub fn of(sdl: &str) -> Self {
        let mut types = HashMap::new();
        for definition in parse_schema(sdl).map(|document| document.definitions).unwrap_or_default() {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let fields = match definition.node.kind {
                TypeKind::Object(object) => object.fields,
                TypeKind::Interface(interface) => interface.fields,
                _ => continue,
            };
            let fields = fields.into_iter().map(|field| (field.node.name.node, field.node.ty.node));
            types.insert(definition.node.name.node, fields.collect());
        }
        Types(types)
    }
}

/// Puts null at every path, then lets it climb where null is not allowed.
pub fn settle(
    data: &mut Value,
    types: &Types,
    (set, root): (&SelectionSet, &str),
    fragments: &Fragments,
    paths: &[&[PathSegment]],
) {
    for path in paths {
        place(data, path);
    }
    let walk = Walk { types, fragments };
    for path in paths {
        if walk.climbs(data, &[(set, root)], path) {
            *data = Value::Null;
        }
    }
}

/// Puts null at a path. An object none of whose fields was ready has become null itself: it is made again.
fn place(value: &mut Value, path: &[PathSegment]) {
    match path.split_first() {
        None => *value = Value::Null,
        Some((PathSegment::Index(index), rest)) => {
            if let Value::List(items) = value
                && let Some(item) = items.get_mut(*index)
            {
                place(item, rest);
            }
        }
        Some((PathSegment::Field(key), rest)) => {
            if *value == Value::Null {
                *value = Value::Object(IndexMap::new());
            }
            if let Value::Object(fields) = value {
                place(fields.entry(Name::new(key)).or_insert(Value::Null), rest);
            }
        }
    }
}

struct Walk<'a> {
    types: &'a Types,
    fragments: &'a Fragments,
}

impl<'a> Walk<'a> {
    /// Follows a path into an object; whether the object itself has to become null.
    fn climbs(&self, object: &mut Value, sets: &[(&'a SelectionSet, &'a str)], path: &[PathSegment]) -> bool {
        let (Value::Object(fields), Some((PathSegment::Field(key), rest))) = (object, path.split_first()) else {
            return false;
        };
        let mut found = Found::default();
        for (set, parent) in sets {
            self.find(set, parent, key, &mut found);
        }
        match (found.ty, fields.get_mut(key.as_str())) {
            (Some(ty), Some(value)) => self.climbs_out_of(value, ty, &found.sets, rest),
            _ => false,
        }
    }

    /// The same for a value of a type, which may be a list.
    fn climbs_out_of(&self, value: &mut Value, ty: &Type, sets: &[(&'a SelectionSet, &'a str)], path: &[PathSegment]) -> bool {
        let emptied = match (&ty.base, path.split_first(), &mut *value) {
            (BaseType::List(inner), Some((PathSegment::Index(index), rest)), Value::List(items)) => {
                items.get_mut(*index).is_some_and(|item| self.climbs_out_of(item, inner, sets, rest))
            }
            (BaseType::Named(_), Some(_), _) => self.climbs(value, sets, path),
            _ => false,
        };
        if emptied {
            *value = Value::Null;
        }
        *value == Value::Null && !ty.nullable
    }

    /// The type of the field that stands under a key, and all that is selected in it.
    fn find(&self, set: &'a SelectionSet, parent: &'a str, key: &str, found: &mut Found<'a>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) if field.node.response_key().node == key => {
                    let ty = self.types.0.get(parent).and_then(|fields| fields.get(&field.node.name.node));
                    if let Some(ty) = ty {
                        found.ty = Some(ty);
                        found.sets.push((&field.node.selection_set.node, named(ty)));
                    }
                }
                Selection::Field(_) => {}
                Selection::InlineFragment(inline) => {
                    let on = inline.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                    self.find(&inline.node.selection_set.node, on.unwrap_or(parent), key, found);
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.fragments.get(&spread.node.fragment_name.node) {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.find(&fragment.node.selection_set.node, on, key, found);
                    }
                }
            }
        }
    }
}

#[derive(Default)]
struct Found<'a> {
    ty: Option<&'a Type>,
    sets: Vec<(&'a SelectionSet, &'a str)>,
}

fn named(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(inner) => named(inner),
    }
}
