//! Programs as large as they may be.

use lssc_core::{
    Change, CompetencySet, CompetencySets, Policy, Program, Requirement, closing_changes, matrix, review,
};

use crate::changes::changed;
use crate::model::{Model, Need, id, policy_of};

/// Numbers that look drawn.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

/// Choices over choices, `levels` deep, and every branch as wide as the nodes allow.
fn choices(draw: &mut Draw, nodes: usize, levels: usize, least: usize) -> Need {
    if nodes < 3 || levels == 1 {
        return Need::Course(draw.below(Program::MAX_COURSES));
    }
    let widest = if levels == 2 { nodes - 1 } else { (nodes - 1).min(3 + draw.below(6)) };
    let mut rest = nodes - 1;
    let mut from = Vec::new();
    for left in (1..=widest).rev() {
        let branch = choices(draw, rest / left, levels - 1, least);
        rest -= branch.nodes();
        from.push(branch);
    }
    let most = from.len();
    Need::Choose(u32::try_from((least + draw.below(3)).min(most)).expect("few"), from)
}

/// A chain of choices as deep as it may be, the rest of the nodes at its end.
fn chain() -> Need {
    let end = (0..Requirement::MAX_NODES - 2 * 22 - 1).map(|nth| Need::Course(nth % Program::MAX_COURSES));
    (0..22).fold(Need::Choose(40, end.collect()), |need, nth| Need::Choose(2, vec![Need::Course(nth), need]))
}

fn every_course(need: Need, mut covers: impl FnMut(usize) -> CompetencySets) -> Model {
    let course = |nth| (id(&format!("course-{nth:04}")), covers(nth));
    Model { need, courses: (0..Program::MAX_COURSES).map(course).collect() }
}

#[test]
fn the_largest_trees_are_reviewed_and_read() {
    let mut draw = Draw(2024);
    let wide: Vec<Need> = (0..Requirement::MAX_NODES - 1).map(|nth| Need::Course(nth % 1024)).collect();
    let needs = [
        Need::Choose(2000, wide.clone()),
        Need::All(wide),
        chain(),
        choices(&mut draw, 4096, 24, 1),
        choices(&mut draw, 4096, 6, 2),
    ];
    let policies = [
        Policy::default(),
        policy_of(&[], &CompetencySet::ALL, 6).expect("a policy"),
        policy_of(&CompetencySet::ALL[..2], &CompetencySet::ALL[2..], 5).expect("a policy"),
    ];
    let (mut qualifying, mut others, mut changed_ways) = (0, 0, 0);
    for need in needs {
        assert!(need.nodes() <= Requirement::MAX_NODES && need.levels() <= Requirement::MAX_LEVELS);
        for sets in [1, 4, 10] {
            let model = every_course(need.clone(), |nth| {
                let sets = (0..sets).map(|more| CompetencySet::ALL[(nth + more * more) % 10]);
                sets.collect()
            });
            let program = model.program();
            assert_eq!(Program::from_json(model.json().as_bytes()).as_ref(), Ok(&program));
            for policy in &policies {
                let found = review(&program, policy);
                model.checks(&found, policy).expect("what it says is so");
                *(if found.qualifies { &mut qualifying } else { &mut others }) += 1;
                let changes = closing_changes(&program, policy);
                assert!(changes.is_empty() || !found.qualifies);
                // A course more would not fit into these.
                let fits = |change: &&Change| !matches!(change, Change::Compulsory { .. });
                for change in changes.iter().filter(fits).step_by(changes.len() / 3 + 1) {
                    assert!(review(&changed(&model, change).program(), policy).qualifies, "{change:?}");
                    changed_ways += 1;
                }
            }
            assert_eq!(matrix(&program).rows.len(), 1024);
        }
    }
    assert!(qualifying > 5 && others > 5 && changed_ways > 5, "{qualifying} {others} {changed_ways}");
}
