//! The smallest changes to the requirements after which a program qualifies.

use serde::Serialize;

use super::gap;
use super::program::Program;
use super::tree::{Node, Tally};
use crate::policy::Policy;
use crate::text::Id;

/// One change to the requirements of a program.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// Everybody takes one course more: the requirements become `all` of what they are and of this course.
    Compulsory {
        /// The course.
        course: Id,
    },
    /// More of the branches of a `choose` must be satisfied.
    Raise {
        /// The node with the `choose`: a JSON Pointer into the requirements.
        at: String,
        /// What its `choose` becomes: the least number that is enough, at most the number of its branches.
        choose: u16,
    },
    /// One branch of a `from` is offered no longer; the others are still as many as `choose` or more.
    Remove {
        /// The branch: a JSON Pointer into the requirements.
        at: String,
    },
}

/// Every single change after which the program qualifies: courses made compulsory, in the order of their ids (whether the
/// requirements name them or not), then choices raised, then branches removed, both in the order of the requirements.
/// None for a program that qualifies, or where no single change is enough.
///
/// Exact, by the same test as [`review`](super::review). How large the requirements may be plays no part here.
///
/// ```
/// use lssc_core::{Change, CompetencySet, Policy, Program, Requirement, closing_changes};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let course = |id: &str| id.parse().map(Requirement::course);
/// let two_thirds = Requirement::choose(2, vec![course("core")?, course("computers")?, course("storytelling")?])?;
/// let program = Program::new(two_thirds, vec![
///     ("core".parse()?, CompetencySet::ALL.into_iter().filter(|&set| set != CompetencySet::Technology).collect()),
///     ("computers".parse()?, CompetencySet::ALL.into_iter().collect()),
///     ("storytelling".parse()?, [CompetencySet::YouthServices].into_iter().collect()),
/// ])?;
/// assert_eq!(closing_changes(&program, &Policy::default()), [
///     Change::Compulsory { course: "computers".parse()? },
///     Change::Raise { at: String::new(), choose: 3 },
///     Change::Remove { at: "/from/0".to_owned() },
///     Change::Remove { at: "/from/2".to_owned() },
/// ]);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn closing_changes(program: &Program, policy: &Policy) -> Vec<Change> {
    let gaps: Vec<_> = gap::gaps(program, &policy.completion).collect();
    if gaps.is_empty() {
        return Vec::new();
    }
    let nodes = &program.tree.nodes;
    let mut pivots = vec![Some(0); nodes.len()];
    for &gap in &gaps {
        narrow(&mut pivots, nodes, &gap::tally(program, gap));
    }
    let mut changes = Vec::new();
    // With a course that a gap does not allow, nobody graduates within it.
    for course in &program.courses {
        if gaps.iter().all(|gap| !gap.contains_all(course.covers)) {
            changes.push(Change::Compulsory { course: course.id.clone() });
        }
    }
    let pointers = program.requirements.pointers();
    let placed = || nodes.iter().zip(&pivots).zip(&pointers);
    changes.extend(placed().filter_map(|((node, pivot), at)| {
        let choose = pivot.filter(|_| node.has_choice())?.saturating_add(1);
        (choose <= node.branches).then(|| Change::Raise { at: at.clone(), choose })
    }));
    changes.extend(placed().filter_map(|((node, pivot), at)| {
        let parent = nodes.get(usize::from(node.parent?))?;
        (pivot.is_some() && parent.has_choice()).then(|| Change::Remove { at: at.clone() })
    }));
    changes
}

/// The nodes on which graduating depends in a gap, and in all those before it: without such a node, nobody graduates
/// there. Each with the most of its branches that are satisfied in any of them.
fn narrow(pivots: &mut [Option<u16>], nodes: &[Node], tally: &Tally<'_>) {
    let mut depends: Vec<bool> = Vec::new();
    for (((node, pivot), &count), place) in nodes.iter().zip(pivots).zip(&tally.counts).zip(0..) {
        let decides = node.parent.map(usize::from).is_none_or(|parent| {
            let above = nodes.get(parent).zip(tally.counts.get(parent));
            let has_no_other = above.is_some_and(|(above, &count)| count == above.needs);
            has_no_other && depends.get(parent).is_some_and(|&depends| depends)
        });
        let depends_on_it = decides && tally.is_met(place);
        depends.push(depends_on_it);
        *pivot = pivot.filter(|_| depends_on_it).map(|most| most.max(count));
    }
}
