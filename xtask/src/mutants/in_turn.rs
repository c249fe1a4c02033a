//! The conformance cases, asked of one mutant after the other in one process: they notice most, and so need be read once only.

use std::collections::BTreeMap;

use super::runs::Fate;

/// So many mutants to a process.
pub const AT_ONCE: usize = 50;

/// The test that does it, for the end of a copy of `lssc-core/tests/conformance.rs`.
pub const NAME: &str = "one_mutant_after_the_other";

/// Its text. What a mutant answers is held against what the core answers without one, and where that differs, against the case. A panic
/// is noticed; whoever computes too long ends the process, as does who overflows the stack or asks for all memory.
pub const TEST: &str = r#"
static ASKED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

#[test]
fn one_mutant_after_the_other() {
    let Ok(mutants) = std::env::var("LSSC_MUTANTS") else { return };
    let asked = |comparisons: bool, session: &mut Session, case: &Case| {
        let line = case.line();
        if comparisons { wire::compare(line.as_bytes()) } else { session.answer(line.as_bytes()) }
    };
    lssc_core::switch::choose(0);
    let mut all = Vec::new();
    for (comparisons, files) in [(false, cases()), (true, self::comparisons())] {
        for case in files.into_values().flatten() {
            let answer = asked(comparisons, &mut Session::default(), &case);
            assert!(differs(&case, std::str::from_utf8(&answer).unwrap()).is_none());
            all.push((comparisons, case, answer));
        }
    }
    let is_noticed = || {
        let mut session = Session::default();
        all.iter().any(|(comparisons, case, good)| {
            let answer = asked(*comparisons, &mut session, case);
            answer != *good && std::str::from_utf8(&answer).is_ok_and(|answer| differs(case, answer).is_some())
        })
    };
    assert!(!is_noticed());
    std::panic::set_hook(Box::new(|_| {}));
    std::thread::spawn(watch);
    for mutant in mutants.split(',') {
        println!("\nmutant {mutant} asked");
        let number = mutant.parse().unwrap();
        ASKED.store(number, std::sync::atomic::Ordering::SeqCst);
        lssc_core::switch::choose(number);
        let noticed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(is_noticed)).unwrap_or(true);
        lssc_core::switch::choose(0);
        println!("\nmutant {mutant} {}", if noticed { "caught" } else { "survived" });
    }
    assert!(!is_noticed());
}

fn watch() {
    let (mut mutant, mut since) = (0, 0.0);
    loop {
        std::thread::sleep(std::time::Duration::from_millis(50));
        let asked = ASKED.load(std::sync::atomic::Ordering::SeqCst);
        if asked != mutant {
            (mutant, since) = (asked, computed());
        } else if computed() - since > 3.0 {
            println!("\nmutant {mutant} timeout");
            std::process::exit(3);
        }
    }
}

/// The seconds that this process has computed; where nobody tells, a tenth of those it has been there.
fn computed() -> f64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or("").split(' ').skip(12).take(2);
    let ticks: Vec<f64> = ticks.filter_map(|ticks| ticks.parse().ok()).collect();
    if ticks.len() == 2 { ticks.iter().sum::<f64>() / 100.0 } else { start.elapsed().as_secs_f64() / 10.0 }
}
"#;

/// What a process said of its mutants; of one that ended it without a word, that it was noticed. The rest was not asked.
pub fn fates(said: &str) -> BTreeMap<usize, Fate> {
    let mut fates = BTreeMap::new();
    for line in said.lines() {
        let mut words = line.split(' ');
        let (Some("mutant"), Some(Ok(number)), Some(what)) =
            (words.next(), words.next().map(str::parse), words.next())
        else {
            continue;
        };
        fates.insert(number, Fate::named(what).unwrap_or(Fate::Caught));
    }
    fates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_ends_the_process_is_noticed() {
        let said = "running 1 test\n\nmutant 7 asked\n\nmutant 7 survived\n\nmutant 8 asked\n\nmutant 8 caught\n.\nmutant 9 asked\n";
        let expected = [(7, Fate::Survived), (8, Fate::Caught), (9, Fate::Caught)];
        assert_eq!(fates(said), BTreeMap::from(expected));
        assert_eq!(fates("mutant 7 asked\nmutant 7 timeout\n"), BTreeMap::from([(7, Fate::Timeout)]));
    }
}
