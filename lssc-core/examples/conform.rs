//! The conformance runner (RULES 8): requests on standard input, one a line; answers on standard output, one a line,
//! in order. A bad line is answered with faults.
//!
//! ```text
//! cargo run --release --example conform < requests.jsonl > answers.jsonl
//! ```

use std::io::{self, BufRead, BufWriter, ErrorKind, Read, Write};

use lssc_core::wire::{MAX_BYTES, Session};

fn main() -> io::Result<()> {
    match answer_all() {
        // Whoever asked has heard enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn answer_all() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut session = Session::default();
    let mut line = Vec::new();
    while read_line(&mut input, &mut line)? {
        output.write_all(&session.answer(&line))?;
        output.write_all(b"\n")?;
        // Somebody may be waiting for this answer before asking again.
        output.flush()?;
    }
    Ok(())
}

/// Reads a line without its end; of one that is too large no more than shows that it is. Returns whether there was one.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = u64::try_from(MAX_BYTES).map_or(u64::MAX, |most| most.saturating_add(2));
    let found = input.by_ref().take(most).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > MAX_BYTES {
        input.skip_until(b'\n')?;
    }
    Ok(found > 0)
}
