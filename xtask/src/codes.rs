//! `docs/codes.md`: every code of a fault, of a finding and of a remark on a policy, from the tables in the core.

use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use lssc_core::{Clause, FaultCode, FindingCode, Parameter, RemarkCode};

use crate::run::root;

const FILE: &str = "docs/codes.md";

/// Writes the page anew.
pub fn write() -> Result<()> {
    std::fs::write(root().join(FILE), page()?).context(FILE)
}

/// Whether the page is what would be written.
pub fn check() -> Result<()> {
    let written = std::fs::read_to_string(root().join(FILE)).context(FILE)?;
    ensure!(written == page()?, "{FILE} is out of date: cargo xtask codes");
    Ok(())
}

fn page() -> Result<String> {
    let mut page = String::from(
        "# Codes\n\n\
         Written by `cargo xtask codes` from the tables in `lssc-core`; `cargo xtask test` compares.\n\n\
         ## Faults\n\n\
         An entry that cannot be right: `{path, code, message}` (RULES 3.3). Programs key on path and code.\n\n\
         | code | what to do |\n|---|---|\n",
    );
    for code in FaultCode::ALL {
        writeln!(page, "| `{code}` | {} |", code.help())?;
    }
    page.push_str(
        "\n## Findings\n\n\
         What is true of a record: `{rule, outcome, path, message, cites}` (RULES 5), in this order. The first six are\n\
         verdicts, the others advice. The code is not on the wire: `Finding::code()` gives it. A finding cites the sources of\n\
         the parameters that it rests on; where a policy gives one of them another value than `lssc-faq`, that policy in\n\
         their place.\n\n\
         | code | rule | clause |\n|---|---|---|\n",
    );
    for code in FindingCode::ALL {
        writeln!(page, "| `{code}` | `{}` | {} |", code.rule(), code.clause())?;
    }
    page.push_str(
        "\n## Remarks on a policy\n\n\
         What `Policy::remarks` and `lssc policy check` say of a policy without faults. No remark is a fault. `impossible`:\n\
         nobody can do it, whatever is done. `no-effect`: a policy with other values decides the same of everybody.\n\
         `surprising`: it happens to somebody, and the numbers do not look so. Each has an example person.\n\n\
         | code | kind | clause | what to do, if it is not meant so |\n|---|---|---|---|\n",
    );
    for code in RemarkCode::ALL {
        let clause = code.clause().map_or("", Clause::as_str);
        writeln!(page, "| `{code}` | {} | {clause} | {} |", code.kind(), code.help())?;
    }
    page.push_str(
        "\n## Parameters of a policy\n\n\
         Where each value of `lssc-faq` comes from (RULES 2), and the reading taken where the sources leave it open.\n\n\
         | parameter | source | reading |\n|---|---|---|\n",
    );
    for parameter in Parameter::ALL {
        let source = parameter.source();
        writeln!(page, "| `{parameter}` | {} | {} |", source.cites.join(", "), source.reading.unwrap_or(""))?;
    }
    Ok(page)
}
