use std::hint::black_box;
use std::sync::Arc;

use serde_json::{Value, json};
use zen_engine::model::{DecisionContent, GraphContent};
use zen_engine::{Decision, DecisionEngine, Variable};

use super::Engine;

pub struct Zen {
    rules: Decision,
    people: Vec<Variable>,
}

impl Zen {
    pub fn of(inputs: &[Value]) -> Self {
        let mut content: GraphContent = serde_json::from_value(graph()).expect("rules");
        content.compile();
        let rules = DecisionEngine::default()
            .create_decision(Arc::new(DecisionContent::from(content)))
            .expect("rules");
        Self { rules, people: inputs.iter().map(|input| Variable::from(input.clone())).collect() }
    }

    fn run(&self, nth: usize) -> Variable {
        pollster::block_on(self.rules.evaluate(self.people[nth].depth_clone(1))).expect("an answer").result
    }
}

impl Engine for Zen {
    fn evaluate(&mut self, nth: usize) {
        black_box(self.run(nth));
    }

    fn answer(&mut self, nth: usize) -> Value {
        self.run(nth).to_value()
    }
}

/// Expressions, then a decision table for the status: what its editor would show.
fn graph() -> Value {
    let table: Value = serde_json::from_str(include_str!("../../rules/zen-status.json")).expect("JSON");
    let expressions: Value =
        serde_json::from_str(include_str!("../../rules/zen-expressions.json")).expect("JSON");
    json!({
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "person"},
            {"id": "found", "type": "expressionNode", "name": "what the rules find", "content": expressions},
            {"id": "status", "type": "decisionTableNode", "name": "status", "content": table},
            {"id": "out", "type": "outputNode", "name": "answer"},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "found"},
            {"id": "2", "type": "edge", "sourceId": "found", "targetId": "status"},
            {"id": "3", "type": "edge", "sourceId": "status", "targetId": "out"},
        ],
    })
}
