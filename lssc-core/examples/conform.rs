//! The conformance runner (RULES 8): requests on standard input, one a line; answers on standard output, one a line,
//! in order. A bad line is answered with faults.
//!
//! ```text
//! cargo run --release --example conform < requests.jsonl > answers.jsonl
//! cargo run --release --example conform -- --compare < comparisons.jsonl > answers.jsonl
//! ```
//!
//! With `--compare` each line holds a record and two policies (RULES 6.5), which section 8 has no operation for.

use std::env;
use std::io::{self, BufRead, BufWriter, ErrorKind, Read, Write};

use lssc_core::wire::{MAX_BYTES, Session, compare};

fn main() -> io::Result<()> {
    let mut session = Session::default();
    let answered = match env::args().nth(1).as_deref() {
        None => answer_all(|line| session.answer(line)),
        Some("--compare") => answer_all(compare),
        Some(other) => Err(io::Error::other(format!("`{other}` is not `--compare`"))),
    };
    match answered {
        // Whoever asked has heard enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn answer_all(mut answer: impl FnMut(&[u8]) -> Vec<u8>) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    while read_line(&mut input, &mut line)? {
        output.write_all(&answer(&line))?;
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
