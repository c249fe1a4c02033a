//! `cargo run -p lssc-benches --example people -- N`: N people for the measuring programs, one a line.

use std::io::{BufWriter, Write};

fn main() -> std::io::Result<()> {
    let number = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(4000);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for sample in lssc_benches::people::people(number) {
        writeln!(out, "{}", sample.line())?;
    }
    out.flush()
}
