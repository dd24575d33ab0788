//! Lines as PDFs and other systems have them.

use crate::form::Form;
use crate::writer::Writer;

/// Lines as the form has them; no character of the text is lost.
pub(super) fn break_lines(writer: &mut Writer, form: &Form) {
    if let Some(width) = form.broken {
        let head = writer.sections.first().map_or(0, |section| section.start);
        let source = writer.text.clone();
        let (mut column, mut lines, mut page) = (0, 0, 0);
        // Issuer and date are set off by spaces, and fit on their lines.
        let mut set_off = false;
        writer.map(|at, character, text| {
            text.push(character);
            column = if character == '\n' { 0 } else { column + 1 };
            set_off = if column == 0 { false } else { set_off || (column == 1 && character == ' ') };
            let next = source.get(at + 1).copied().unwrap_or('\n');
            // No printer cuts a number in two, or begins a line with a full stop.
            let number = |c: char| c.is_ascii_digit() || c.is_numeric() && !c.is_alphabetic() || ".,%".contains(c);
            let ends = next == '\n' || "。，；：、）％%".contains(next) || number(character) && number(next);
            if at > head && column >= width && !ends && !set_off {
                text.push('\n');
                column = 0;
                lines += 1;
                if lines % 24 == 0 {
                    page += 1;
                    text.extend(format!("- {page} -\n").chars());
                }
            }
        });
    }
    if form.windows {
        writer.map(|_, character, text| match character {
            '\n' => text.extend(['\r', '\n']),
            other => text.push(other),
        });
    }
}
