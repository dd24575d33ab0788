//! docs/API.md lists every column.

use fazhi::export::{Export, List, Type};

fn kind(cells: Type) -> &'static str {
    match cells {
        Type::Text => "text",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Date => "date",
        Type::Moment => "moment",
        Type::Flag => "true/false",
        Type::Texts => "texts",
        Type::Integers => "integers",
        Type::Numbers => "numbers",
    }
}

#[test]
fn every_column_is_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/API.md");
    let document = std::fs::read_to_string(path).expect("docs/API.md");
    for list in List::ALL {
        let lines = Export::columns(list).into_iter().map(|column| {
            let none = if column.nullable { " or empty" } else { "" };
            format!("| `{}` | {}{none} | {} |\n", column.name, kind(column.cells), column.description)
        });
        let table: String = lines.collect();
        let table = format!("| column of `{}` | cells | |\n|---|---|---|\n{table}", list.as_str());
        assert!(document.contains(&table), "docs/API.md should hold\n{table}");
    }
}
