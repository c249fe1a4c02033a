//! `cargo xtask differential`: the runner against the second model of the rules (`conformance/model`), over generated requests.

use std::process::Command;

use anyhow::{Result, bail, ensure};

use crate::python;
use crate::run::{conform, root, run};

/// What CI runs: enough that every line of the census is reached.
const USUAL_CASES: &str = "20000";

/// `--cases N [--seed S] [--workers W] [--census]`.
pub fn differential(options: &[&str]) -> Result<()> {
    check_options(options)?;
    let mut program = model("differential.py")?;
    program.arg("--folder").arg(root().join("target/differential")).args(options).arg("--").arg(conform()?);
    run(&mut program)
}

/// The cases against the model, the tests of the model itself, and so many generated requests.
pub fn check() -> Result<()> {
    run(&mut model("check.py")?)?;
    run(model("test_model.py")?.env("LSSC_CONFORM", conform()?))?;
    differential(&["--cases", USUAL_CASES])
}

fn model(program: &str) -> Result<Command> {
    let mut command = Command::new(python::any()?);
    command.arg(root().join("conformance/model").join(program)).current_dir(root());
    Ok(command)
}

/// That nothing else is handed on: what follows would be taken for the runner.
fn check_options(options: &[&str]) -> Result<()> {
    let mut words = options.iter();
    while let Some(word) = words.next() {
        match *word {
            "--cases" | "--seed" | "--workers" => {
                let number = words.next().is_some_and(|value| value.parse::<u64>().is_ok());
                ensure!(number, "`{word}` needs a number");
            }
            "--census" => {}
            other => bail!("`{other}` is no option: --cases N, --seed S, --workers W, --census"),
        }
    }
    ensure!(options.contains(&"--cases"), "how many? --cases N");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_option_is_not_handed_on() {
        assert!(check_options(&["--cases", "5", "--seed", "2", "--census"]).is_ok());
        for wrong in [&[][..], &["--seed", "2"], &["--cases"], &["--cases", "-1"], &["--cases", "5", "x"]] {
            assert!(check_options(wrong).is_err(), "{wrong:?}");
        }
    }
}
