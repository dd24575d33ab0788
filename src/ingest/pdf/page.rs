//! One page: the signs on it and where they stand.

use hayro_syntax::{
    content::{TypedIter, ops::TypedInstruction},
    object::{
        Dict, Object, Stream,
        dict::keys::{MATRIX, RESOURCES},
    },
    page::{Page, Resources},
};
use std::{collections::HashMap, rc::Rc};

use super::{document::Refusal, fonts::Font};

/// Forms inside each other.
const DEEPEST: usize = 12;
/// Instructions of a document.
const MOST_INSTRUCTIONS: usize = 20_000_000;
/// Signs of a document: a hundred times those of a long report.
const MOST_GLYPHS: usize = 3_000_000;
/// States saved on each other.
const MOST_STATES: usize = 256;

/// A sign on a page. Lengths are in points; y grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Its characters.
    pub text: String,
    /// Where it begins.
    pub x: f64,
    /// Where it ends.
    pub end: f64,
    /// The line it stands on.
    pub y: f64,
    /// How large it is.
    pub size: f64,
}

/// A transformation: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Debug, Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const UNCHANGED: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this, then the other.
    fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn moved(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

/// What instructions change.
#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    /// Space behind every sign, and behind every blank.
    spacing: (f64, f64),
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Reads pages. What one page costs, the others cannot spend.
#[derive(Default)]
pub(super) struct Reader {
    instructions: usize,
    glyphs: usize,
    named: usize,
    nameless: usize,
    fonts: HashMap<(i32, i32), Option<Rc<Font>>>,
}

/// One page being read.
struct Drawing<'r> {
    reader: &'r mut Reader,
    glyphs: Vec<Glyph>,
    text: Matrix,
    line: Matrix,
    /// Marked parts that are open, and whether each is furniture of the page.
    marked: Vec<bool>,
}

impl Reader {
    /// The signs of a page, in the order in which they are drawn.
    pub fn read(&mut self, page: &Page<'_>) -> Result<Vec<Glyph>, Refusal> {
        let place = page.initial_transform(true).as_coeffs();
        let state =
            State { matrix: Matrix(place), font: None, size: 0.0, spacing: (0.0, 0.0), stretch: 1.0, leading: 0.0, rise: 0.0 };
        let mut drawing =
            Drawing { reader: self, glyphs: Vec::new(), text: Matrix::UNCHANGED, line: Matrix::UNCHANGED, marked: Vec::new() };
        drawing.run(page.typed_operations(), page.resources(), state, 0)?;
        Ok(drawing.glyphs)
    }

    /// How many signs had characters, and how many had none.
    pub fn counted(&self) -> (usize, usize) {
        (self.named, self.nameless)
    }

    fn font(&mut self, dict: &Dict<'_>) -> Option<Rc<Font>> {
        let read = || Font::read(dict).map(Rc::new);
        match dict.obj_id() {
            Some(id) => self.fonts.entry((id.obj_number as i32, id.gen_number)).or_insert_with(read).clone(),
            None => read(),
        }
    }
}

impl Drawing<'_> {
    fn run(
        &mut self,
        mut steps: TypedIter<'_>,
        resources: &Resources<'_>,
        mut state: State,
        depth: usize,
    ) -> Result<(), Refusal> {
        let mut saved: Vec<State> = Vec::new();
        while let Some(step) = steps.next() {
            self.reader.instructions += 1;
            if self.reader.instructions > MOST_INSTRUCTIONS {
                return Err(Refusal::TooMuch);
            }
            match step {
                TypedInstruction::SaveState(_) if saved.len() < MOST_STATES => saved.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = saved.pop().unwrap_or(state),
                TypedInstruction::Transform(by) => {
                    let by = [by.0, by.1, by.2, by.3, by.4, by.5].map(|number| number.as_f64());
                    state.matrix = Matrix(by).then(state.matrix);
                }
                TypedInstruction::BeginText(_) => (self.text, self.line) = (Matrix::UNCHANGED, Matrix::UNCHANGED),
                TypedInstruction::SetTextMatrix(to) => {
                    let to = [to.0, to.1, to.2, to.3, to.4, to.5].map(|number| number.as_f64());
                    (self.text, self.line) = (Matrix(to), Matrix(to));
                }
                TypedInstruction::TextFont(font) => {
                    state.font = resources.get_font(font.0).and_then(|dict| self.reader.font(&dict));
                    state.size = font.1.as_f64();
                }
                TypedInstruction::CharacterSpacing(space) => state.spacing.0 = space.0.as_f64(),
                TypedInstruction::WordSpacing(space) => state.spacing.1 = space.0.as_f64(),
                TypedInstruction::HorizontalScaling(scale) => state.stretch = scale.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(leading) => state.leading = leading.0.as_f64(),
                TypedInstruction::TextRise(rise) => state.rise = rise.0.as_f64(),
                TypedInstruction::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
                TypedInstruction::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    self.next_line(by.0.as_f64(), by.1.as_f64());
                }
                TypedInstruction::NextLineUsingLeading(_) => self.next_line(0.0, -state.leading),
                TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), &state)?,
                TypedInstruction::NextLineAndShowText(text) => {
                    self.next_line(0.0, -state.leading);
                    self.show(text.0.as_bytes(), &state)?;
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    state.spacing = (text.1.as_f64(), text.0.as_f64());
                    self.next_line(0.0, -state.leading);
                    self.show(text.2.as_bytes(), &state)?;
                }
                TypedInstruction::ShowTexts(texts) => {
                    for piece in texts.0.iter::<Object<'_>>() {
                        match piece {
                            Object::Number(back) => {
                                let by = -back.as_f64() / 1000.0 * state.size * state.stretch;
                                self.text = Matrix::moved(by, 0.0).then(self.text);
                            }
                            Object::String(text) => self.show(text.as_bytes(), &state)?,
                            _ => {}
                        }
                    }
                }
                TypedInstruction::BeginMarkedContent(tag) => self.mark(tag.0.as_ref()),
                TypedInstruction::BeginMarkedContentWithProperties(tag) => self.mark(tag.0.as_ref()),
                TypedInstruction::EndMarkedContent(_) => {
                    self.marked.pop();
                }
                TypedInstruction::XObject(name) if depth < DEEPEST => {
                    if let Some(form) = resources.get_x_object(name.0) {
                        self.form(&form, resources, &state, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn mark(&mut self, tag: &[u8]) {
        // Ever deeper marks say nothing new.
        if self.marked.len() < MOST_STATES {
            self.marked.push(tag == b"Artifact");
        }
    }

    /// A form: a drawing with instructions of its own.
    fn form(&mut self, form: &Stream<'_>, resources: &Resources<'_>, state: &State, depth: usize) -> Result<(), Refusal> {
        let dict = form.dict();
        let is_form =
            dict.get::<hayro_syntax::object::Name<'_>>(b"Subtype".as_slice()).is_some_and(|kind| kind.as_ref() == b"Form");
        if !is_form {
            return Ok(());
        }
        // Unpacking costs even when nothing is in it.
        self.reader.instructions += form.raw_data().len() / 8 + 1_000;
        let Ok(content) = form.decoded_data() else { return Ok(()) };
        let matrix = dict.get::<[f64; 6]>(MATRIX).map_or(Matrix::UNCHANGED, Matrix);
        let own = dict.get::<Dict<'_>>(RESOURCES).map(Resources::new);
        let inside = State { matrix: matrix.then(state.matrix), ..state.clone() };
        let (text, line) = (self.text, self.line);
        self.run(TypedIter::new(&content), own.as_ref().unwrap_or(resources), inside, depth + 1)?;
        (self.text, self.line) = (text, line);
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }

    fn show(&mut self, bytes: &[u8], state: &State) -> Result<(), Refusal> {
        let Some(font) = &state.font else { return Ok(()) };
        let furniture = self.marked.iter().any(|furniture| *furniture);
        let mut rest = bytes;
        while !rest.is_empty() {
            let sign = font.next(rest);
            rest = rest.get(sign.bytes.max(1)..).unwrap_or_default();
            let blank = sign.bytes == 1 && sign.code == 32;
            let width = (sign.width * state.size + state.spacing.0 + if blank { state.spacing.1 } else { 0.0 }) * state.stretch;
            let place =
                Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]).then(self.text).then(state.matrix);
            let [a, b, c, d, x, y] = place.0;
            let step = if font.vertical() { Matrix::moved(0.0, -width) } else { Matrix::moved(width, 0.0) };
            self.text = step.then(self.text);
            self.reader.glyphs += 1;
            if self.reader.glyphs > MOST_GLYPHS {
                return Err(Refusal::TooMuch);
            }
            let size = c.hypot(d);
            // Words that are turned are stamps and watermarks.
            let upright = b.abs() <= a.abs() * 0.2 && a > 0.0;
            if furniture || !upright || !(x.is_finite() && y.is_finite() && size.is_finite() && size > 0.0) {
                continue;
            }
            match sign.text {
                Some(text) => {
                    self.reader.named += usize::from(!text.trim().is_empty());
                    let end = x + sign.width * a;
                    self.glyphs.push(Glyph { text, x, end, y, size });
                }
                None => self.reader.nameless += 1,
            }
        }
        Ok(())
    }
}
