//! Labeled sections of wrapped rows.

use std::io::{self, Write};

use anstyle::Style;

/// Where the rows of a section start.
const INDENT: usize = 11;
/// Where its label starts.
const LABEL: usize = 2;
/// The width of a page whose terminal does not say.
const DEFAULT_WIDTH: usize = 100;
/// Narrower than this, nothing could be read.
const MIN_WIDTH: usize = 40;

/// The columns there are: those that `COLUMNS` names, else 100.
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or(DEFAULT_WIDTH).max(MIN_WIDTH)
}

/// The narrowest that text may become by hanging behind cells.
const MIN_TEXT: usize = 24;

/// Text that stays on one line.
struct Piece {
    text: String,
    style: Style,
    /// The columns between it and what follows on its line.
    gap: usize,
}

/// A paragraph of a section. Its lines after the first hang under the text of the first.
#[derive(Default)]
pub struct Row {
    pieces: Vec<Piece>,
    hang: usize,
}

impl Row {
    /// A row of words alone.
    pub fn text(text: &str) -> Self {
        Self::default().words(text)
    }

    /// A cell of its own, as a date or an amount; what follows hangs behind it.
    pub fn cell(self, text: impl Into<String>, style: Style) -> Self {
        self.hanging(Piece { text: text.into(), style, gap: 2 })
    }

    /// A mark of its own; what follows hangs behind it.
    pub fn mark(self, text: &str, style: Style) -> Self {
        self.hanging(Piece { text: text.to_owned(), style, gap: 1 })
    }

    /// Text that is not torn apart.
    pub fn piece(mut self, text: impl Into<String>, style: Style) -> Self {
        // The title of a policy may hold what a terminal would obey.
        let text = text.into().replace(char::is_control, "\u{fffd}");
        self.pieces.push(Piece { text, style, gap: 1 });
        self
    }

    fn hanging(mut self, piece: Piece) -> Self {
        self.hang += piece.text.chars().count() + piece.gap;
        self.pieces.push(piece);
        self
    }

    /// Words, wrapped where they must be.
    pub fn words(self, text: &str) -> Self {
        text.split_whitespace().fold(self, |row, word| row.piece(word, Style::new()))
    }

    /// Sources, dim and in parentheses, none of them torn apart.
    pub fn cites<S: AsRef<str>>(self, cites: &[S]) -> Self {
        (1..).zip(cites).fold(self, |row, (place, cite)| {
            let open = if place == 1 { "(" } else { "" };
            let close = if place == cites.len() { ")" } else { "," };
            row.piece(format!("{open}{}{close}", cite.as_ref()), Style::new().dimmed())
        })
    }
}

/// Writes a section; one without rows is left out.
pub fn section(out: &mut impl Write, label: &str, rows: &[Row], width: usize) -> io::Result<()> {
    for (place, row) in rows.iter().enumerate() {
        let (label, style) = if place == 0 { (label, Style::new().dimmed()) } else { ("", Style::new()) };
        let gap = INDENT - LABEL - label.chars().count();
        write!(out, "{:LABEL$}{style}{label}{style:#}{:gap$}", "", "")?;
        wrapped(out, row, INDENT, width)?;
    }
    Ok(())
}

/// Writes a row that belongs to no section.
pub fn paragraph(out: &mut impl Write, row: &Row, width: usize) -> io::Result<()> {
    wrapped(out, row, 0, width)
}

/// Writes a row from the column `start` on.
fn wrapped(out: &mut impl Write, row: &Row, start: usize, width: usize) -> io::Result<()> {
    // Spaces are written once something follows them, so that no line ends in spaces.
    let (mut column, mut pending) = (start, 0);
    let indent = start + if start + row.hang + MIN_TEXT <= width { row.hang } else { 2 };
    for Piece { text, style, gap } in &row.pieces {
        let shown = text.trim_end();
        let length = shown.chars().count();
        if pending > 0 && column + pending + length > width {
            write!(out, "\n{:indent$}", "")?;
            (column, pending) = (indent, 0);
        }
        write!(out, "{:pending$}{style}{shown}{style:#}", "")?;
        column += pending + length;
        pending = text.chars().count() - length + gap;
    }
    writeln!(out)
}
