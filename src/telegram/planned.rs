//! A plan as the store takes it.

use super::handlers::{self, Plan};
use super::outgoing::Outgoing;
use crate::reply::Verdict;
use crate::store::{Once, Planned, Row, Vote};

impl From<&Plan> for Planned {
    fn from(plan: &Plan) -> Self {
        Self {
            sends: rows(&plan.sends),
            once: plan.once.as_ref().map(Once::from),
            vote: plan.vote.as_ref().map(Vote::from),
            changes: plan.changes.clone(),
            chosen: plan.chosen.as_ref().map(ToString::to_string),
            question: plan.question.clone(),
            dead: None,
        }
    }
}

impl From<&handlers::Once> for Once {
    fn from(once: &handlers::Once) -> Self {
        let for_ms = i64::try_from(once.memory.as_millis()).unwrap_or(i64::MAX);
        Self { key: once.code, for_ms, sends: rows(&once.sends) }
    }
}

impl From<&handlers::Vote> for Vote {
    fn from(vote: &handlers::Vote) -> Self {
        let handlers::Vote { code, person, entry, verdict } = vote;
        Self { key: *code, person: *person, entry: entry.to_string(), helped: *verdict == Verdict::Helped }
    }
}

fn rows(sends: &[Outgoing]) -> Vec<Row> {
    let previous = std::iter::once(None).chain(sends.iter().map(Some));
    let row = |(outgoing, previous): (&Outgoing, Option<&Outgoing>)| Row {
        method: outgoing.method().to_owned(),
        body: serde_json::to_string(outgoing).expect("plain data with text keys"),
        is_post: outgoing.post().is_some(),
        needs_previous: previous.is_some_and(|previous| outgoing.needs(previous)),
    };
    sends.iter().zip(previous).map(row).collect()
}
