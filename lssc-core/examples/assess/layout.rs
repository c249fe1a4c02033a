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

    fn hanging(mut self, piece: Piece) -> Self {
        self.hang += piece.text.chars().count() + piece.gap;
        self.pieces.push(piece);
        self
    }

    /// Words, wrapped where they must be.
    pub fn words(mut self, text: &str) -> Self {
        let words = text.split_whitespace();
        self.pieces.extend(words.map(|word| Piece { text: word.to_owned(), style: Style::new(), gap: 1 }));
        self
    }

    /// Sources, dim and in parentheses, none of them torn apart.
    pub fn cites<S: AsRef<str>>(mut self, cites: &[S]) -> Self {
        for (place, cite) in (1..).zip(cites) {
            let open = if place == 1 { "(" } else { "" };
            let close = if place == cites.len() { ")" } else { "," };
            let text = format!("{open}{}{close}", cite.as_ref());
            self.pieces.push(Piece { text, style: Style::new().dimmed(), gap: 1 });
        }
        self
    }
}

/// Writes a section; one without rows is left out.
pub fn section(out: &mut impl Write, label: &str, rows: &[Row], width: usize) -> io::Result<()> {
    let dim = Style::new().dimmed();
    for (place, row) in rows.iter().enumerate() {
        let label = if place == 0 { label } else { "" };
        let gap = INDENT - LABEL - label.chars().count();
        write!(out, "{:LABEL$}{dim}{label}{dim:#}{:gap$}", "", "")?;
        wrapped(out, row, width)?;
    }
    Ok(())
}

fn wrapped(out: &mut impl Write, row: &Row, width: usize) -> io::Result<()> {
    // A gap is written once something follows it, so that no line ends in spaces.
    let (mut column, mut pending) = (INDENT, 0);
    let indent = INDENT + if INDENT + row.hang + MIN_TEXT <= width { row.hang } else { 2 };
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
