//! A program review against a reader and a judge of its own: every graduate of a small program, the one that is named of a large
//! one, and some that are not (RULES 6.3).

use arbitrary::{Arbitrary, Result, Unstructured};
use lssc_core::wire::Request;
use lssc_core::{CompetencySet, Id, Policy, Program, Review, closing_changes, matrix};
use serde_json::{Value, json};

use crate::document::Node;
use crate::scene::Rules;

/// The most courses with which every choice of courses is looked at.
const SMALL: usize = 9;

/// Reviews a program that is written or drawn.
pub fn review(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let request = if data.first() == Some(&b'{') {
        std::str::from_utf8(data).unwrap_or_default().to_owned()
    } else {
        let Ok((need, rules, covers)) = drawn(&mut bytes) else { return };
        json!({"op": "review", "requirements": need, "courses": covers, "policy": rules.0}).to_string()
    };
    let Ok(Request::Review(program, policy)) = Request::from_json(request.as_bytes()) else {
        assert_eq!(data.first(), Some(&b'{'), "drawn to be valid: {request}");
        return;
    };
    let document = Node::read(request.as_bytes()).expect("what was read is JSON");
    let model = Model {
        need: need(document.get("requirements").expect("required")),
        courses: program.courses().map(|(id, sets)| (id.clone(), sets.iter().collect())).collect(),
    };
    let found = lssc_core::review(&program, &policy);
    model.checks(&found, &policy);
    if model.courses.len() <= SMALL {
        let qualifies = model.graduates().all(|takes| model.is_certified(&takes, &policy));
        assert_eq!(found.qualifies, qualifies, "by looking at every graduate");
    } else if found.qualifies {
        model.some_graduates(&policy, bytes.arbitrary().unwrap_or(7));
    }
    extras(&program, &policy, &found, &model);
}

/// What the tables beside the review say must fit it.
fn extras(program: &Program, policy: &Policy, found: &Review, model: &Model) {
    let table = matrix(program);
    assert_eq!(table.rows.len(), model.courses.len());
    if model.courses.len() <= SMALL {
        let everybody = |set: CompetencySet| model.graduates().all(|takes| model.covers(&takes, set));
        for set in CompetencySet::ALL {
            assert_eq!(table.every_graduate.contains(set), everybody(set), "{set} by every graduate");
        }
        let changes = closing_changes(program, policy);
        assert!(!found.qualifies || changes.is_empty(), "nothing to close: {changes:?}");
    }
}

/// Requirements; courses by their id.
#[derive(Debug)]
enum Need {
    Course(String),
    Choose(usize, Vec<Need>),
}

/// The requirements as they are written: `all` is a choice of all.
fn need(node: &Node) -> Need {
    let list = |node: &Node| match &node.value {
        crate::document::Value::List(items) => items.iter().map(need).collect::<Vec<_>>(),
        _ => panic!("no list"),
    };
    let given = |key: &str| node.get(key).filter(|value| !value.is_null());
    if let Some(course) = given("course") {
        return Need::Course(course.string().expect("an id"));
    }
    if let Some(all) = given("all") {
        let branches = list(all);
        return Need::Choose(branches.len(), branches);
    }
    let choose = match &given("choose").expect("a node is one of three").value {
        crate::document::Value::Token(number) => number.parse::<i64>().expect("a number"),
        _ => panic!("no number"),
    };
    Need::Choose(usize::try_from(choose).expect("0 or more"), list(node.get("from").expect("required")))
}

impl Need {
    fn is_met(&self, takes: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Course(id) => takes(id),
            Self::Choose(choose, from) => {
                from.iter().filter(|branch| branch.is_met(takes)).count() >= *choose
            }
        }
    }
}

/// A program as it is judged here.
struct Model {
    need: Need,
    courses: Vec<(Id, Vec<CompetencySet>)>,
}

impl Model {
    fn graduates_with(&self, takes: &[bool]) -> bool {
        let taken: std::collections::HashSet<&str> = self
            .courses
            .iter()
            .zip(takes)
            .filter(|(_, takes)| **takes)
            .map(|((id, _), _)| id.as_str())
            .collect();
        self.need.is_met(&|id| taken.contains(id))
    }

    fn graduates(&self) -> impl Iterator<Item = Vec<bool>> {
        let count = self.courses.len();
        let choices =
            (0..1_u32 << count).map(move |choice| (0..count).map(|nth| choice >> nth & 1 == 1).collect());
        choices.filter(|takes: &Vec<bool>| self.graduates_with(takes))
    }

    fn covers(&self, takes: &[bool], set: CompetencySet) -> bool {
        self.courses.iter().zip(takes).any(|((_, sets), takes)| *takes && sets.contains(&set))
    }

    /// The required sets that these courses leave out, and how many electives.
    fn missed(&self, takes: &[bool], policy: &Policy) -> (Vec<CompetencySet>, usize) {
        let completion = &policy.completion;
        let missing = completion.required.sets().iter().filter(|&set| !self.covers(takes, set)).collect();
        let electives = completion.electives.sets().iter().filter(|&set| self.covers(takes, set)).count();
        (missing, (completion.electives_needed.get() as usize).saturating_sub(electives))
    }

    fn is_certified(&self, takes: &[bool], policy: &Policy) -> bool {
        self.missed(takes, policy) == (vec![], 0)
    }

    /// What anybody can see of a review: its graduate graduates, needs every course, and misses what it says.
    fn checks(&self, review: &Review, policy: &Policy) {
        let Some(graduate) = &review.graduate else {
            assert!(review.qualifies, "nobody is named");
            assert!(review.missing_required.is_empty() && review.electives_missing == 0);
            return;
        };
        assert!(!review.qualifies, "a graduate of a program that qualifies");
        assert!(graduate.windows(2).all(|two| two[0].as_str() < two[1].as_str()), "in code point order");
        let mut takes: Vec<bool> = self.courses.iter().map(|(id, _)| graduate.contains(id)).collect();
        assert_eq!(takes.iter().filter(|takes| **takes).count(), graduate.len(), "courses of the program");
        assert!(self.graduates_with(&takes), "{graduate:?} does not graduate");
        let (missing, electives) = self.missed(&takes, policy);
        assert!(!missing.is_empty() || electives > 0, "{graduate:?} misses nothing");
        assert_eq!(review.missing_required.iter().collect::<Vec<_>>(), missing);
        assert_eq!(review.electives_missing as usize, electives);
        for course in 0..takes.len() {
            if std::mem::replace(&mut takes[course], false) {
                assert!(!self.graduates_with(&takes), "{} could be left out", self.courses[course].0);
                takes[course] = true;
            }
        }
    }

    /// Graduates who leave out what they can, in some order: of a program that qualifies each is certified.
    fn some_graduates(&self, policy: &Policy, mut seed: u64) {
        let mut takes = vec![true; self.courses.len()];
        if !self.graduates_with(&takes) {
            return;
        }
        seed |= 1;
        for _ in 0..2 * takes.len().min(64) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let course = usize::try_from(seed % takes.len() as u64).expect("one of the courses");
            if std::mem::replace(&mut takes[course], false) && !self.graduates_with(&takes) {
                takes[course] = true;
            }
            assert!(
                self.is_certified(&takes, policy),
                "a graduate of a program that qualifies misses something"
            );
        }
    }
}

/// Requirements, a policy, and the sets of each course.
fn drawn(u: &mut Unstructured<'_>) -> Result<(Value, Rules, Value)> {
    let rules = Rules::arbitrary(u)?;
    let count = 1 + usize::from(u8::arbitrary(u)?) % 14;
    let mut courses = serde_json::Map::new();
    for number in 0..count {
        let mask: u16 = if u.arbitrary()? {
            1 << (u8::arbitrary(u)? % 10)
        } else {
            u16::arbitrary(u)? & u16::arbitrary(u)?
        };
        let sets: Vec<CompetencySet> =
            (0..10).filter(|nth| mask >> nth & 1 == 1).map(|nth| CompetencySet::ALL[nth]).collect();
        courses.insert(name(number), json!(sets));
    }
    let mut nodes = 200;
    Ok((node(u, count, 1, &mut nodes)?, rules, Value::Object(courses)))
}

/// Names whose order by code point is not that of their numbers.
fn name(number: usize) -> String {
    format!("{}{number}", ["m", "ｚ", "𐀀", "Z", "a/"][number % 5])
}

fn node(u: &mut Unstructured<'_>, courses: usize, level: usize, nodes: &mut usize) -> Result<Value> {
    *nodes = nodes.saturating_sub(1);
    let kind = u8::arbitrary(u)?;
    if level >= 20 || *nodes == 0 || u.is_empty() || kind < 90 {
        return Ok(json!({"course": name(usize::from(u8::arbitrary(u)?) % courses)}));
    }
    let count = 1 + usize::from(u8::arbitrary(u)?) % 5;
    let branches = (0..count).map(|_| node(u, courses, level + 1, nodes)).collect::<Result<Vec<_>>>()?;
    if kind < 150 {
        return Ok(json!({"all": branches}));
    }
    Ok(json!({"choose": usize::from(u8::arbitrary(u)?) % (count + 1), "from": branches}))
}
