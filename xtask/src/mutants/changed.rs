//! Which lines of the core changed since the last whole run.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::list::Mutant;
use crate::run::{output, root};

const SOURCES: &str = "lssc-core/src";

/// The id that git gives to what each source file of the core holds now; an error where there is no git.
pub fn ids() -> Result<BTreeMap<String, String>> {
    let listed = output(&mut git(&["ls-files", "-co", "--exclude-standard", "--", SOURCES]))
        .context("git is needed")?;
    let files = listed.lines().filter(|file| file.ends_with(".rs") && root().join(file).is_file());
    let files: Vec<&str> = files.collect();
    let ids = output(git(&["hash-object", "--"]).args(&files))?;
    Ok(files.into_iter().map(str::to_owned).zip(ids.lines().map(str::to_owned)).collect())
}

/// The lines of each file that are not as they were.
pub type Lines = BTreeMap<String, Vec<RangeInclusive<usize>>>;

/// What changed, by what the files held then; and whether the history that is here says so for each of them.
pub fn lines(then: &BTreeMap<String, String>) -> Result<(Lines, bool)> {
    let (mut changed, mut is_known) = (Lines::new(), true);
    for (file, id) in ids()? {
        if then.get(&file) == Some(&id) {
            continue;
        }
        // What was then may not be in a shallow clone; nor may the commit before this one, and then every line is new.
        let before = then
            .get(&file)
            .and_then(|then| quiet(&mut git(&["cat-file", "blob", then])))
            .or_else(|| quiet(&mut git(&["show", &format!("HEAD~1:{file}")])));
        is_known &= before.is_some() || !then.contains_key(&file);
        let lines = match before {
            Some(before) => differing(&before, &file)?,
            None => vec![1..=usize::MAX],
        };
        if !lines.is_empty() {
            changed.insert(file, lines);
        }
    }
    Ok((changed, is_known))
}

/// Whether a mutant is about a line that changed.
pub fn is_touched(mutant: &Mutant, changed: &Lines) -> bool {
    let lines = changed.get(&mutant.file).into_iter().flatten();
    lines.into_iter().any(|lines| lines.start() <= mutant.lines.end() && mutant.lines.start() <= lines.end())
}

/// The lines in which a file differs from a text: `@@ -1,2 +3,4 @@` tells of lines 3 to 6; of nothing in place of something, of the two
/// lines around it.
fn differing(before: &str, file: &str) -> Result<Vec<RangeInclusive<usize>>> {
    let old = std::env::temp_dir().join(format!("lssc-before-{}", std::process::id()));
    std::fs::write(&old, before)?;
    let mut diff = git(&["diff", "--no-index", "--no-color", "--unified=0", "--"]);
    // Its status says whether there was a difference.
    let said = diff.arg(&old).arg(root().join(file)).output();
    std::fs::remove_file(&old)?;
    let said = String::from_utf8(said?.stdout)?;
    let hunks = said.lines().filter(|line| line.starts_with("@@ "));
    hunks.map(|hunk| hunk_lines(hunk).with_context(|| format!("git says {hunk}"))).collect()
}

fn hunk_lines(hunk: &str) -> Option<RangeInclusive<usize>> {
    let new = hunk.split(' ').find_map(|word| word.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    Some(if count == 0 { start..=start + 1 } else { start..=start + count - 1 })
}

fn git(words: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.args(words).current_dir(root());
    git
}

fn quiet(git: &mut Command) -> Option<String> {
    let said = git.stderr(Stdio::null()).output().ok()?;
    said.status.success().then(|| String::from_utf8(said.stdout).ok()).flatten()
}
