//! Taps on the pages of what was missed and of added phrasings, and what they send back: at most 64 bytes.

use crate::corpus::Id;
use crate::store::MissState;

/// What the callback data of these buttons begins with.
const LETTER: &str = "m:";

/// A tap on a button of these pages. Groups are named by the number of one of their questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bot) enum MissedAction {
    /// Shows a page of the groups that wait, counted from 1.
    Open(usize),
    /// Shows a page of those that are dealt with.
    Done(usize),
    /// Shows a group.
    Group(i64),
    /// Says what an editor makes of a group; `None` takes it back.
    Mark(i64, Option<MissState>),
    /// Says how to look for another entry.
    Other(i64),
    /// Shows what a phrasing of this entry made of a group would change.
    Try(i64, Id),
    /// Adds the phrasing that was shown in answer to this message.
    Add(i32),
    /// Leaves it.
    Leave,
    /// Shows a page of the added phrasings, counted from 1.
    Phrasings(usize),
    /// Shows one of them.
    Phrasing(i64),
    /// Takes it back.
    Undo(i64),
    /// Uses it again.
    Redo(i64),
}

impl MissedAction {
    /// The callback data of the button. Old messages keep their buttons for years, so the letters must not change.
    pub(in crate::bot) fn data(&self) -> String {
        let step = match self {
            Self::Open(page) => format!("l{page}"),
            Self::Done(page) => format!("d{page}"),
            Self::Group(id) => format!("g{id}"),
            Self::Mark(id, state) => format!("k{}{id}", letter(*state)),
            Self::Other(id) => format!("s{id}"),
            Self::Try(id, entry) => format!("p{id}:{entry}"),
            Self::Add(message) => format!("y{message}"),
            Self::Leave => "n".to_owned(),
            Self::Phrasings(page) => format!("q{page}"),
            Self::Phrasing(id) => format!("o{id}"),
            Self::Undo(id) => format!("x{id}"),
            Self::Redo(id) => format!("r{id}"),
        };
        format!("{LETTER}{step}")
    }

    /// The tap of callback data; `None` when no version up to this one wrote it.
    pub(in crate::bot) fn read(data: &str) -> Option<Self> {
        let (step, rest) = data.strip_prefix(LETTER)?.split_at_checked(1)?;
        let id = || rest.parse().ok().filter(|id| *id > 0);
        let page = || rest.parse().ok().filter(|page| *page > 0);
        Some(match step {
            "l" => Self::Open(page()?),
            "d" => Self::Done(page()?),
            "g" => Self::Group(id()?),
            "k" => {
                let (state, id) = rest.split_at_checked(1)?;
                let states = MissState::ALL.into_iter().map(Some).chain([None]);
                let state = states.into_iter().find(|known| letter(*known) == state)?;
                Self::Mark(id.parse().ok().filter(|id| *id > 0)?, state)
            }
            "s" => Self::Other(id()?),
            "p" => {
                let (id, entry) = rest.split_once(':')?;
                Self::Try(id.parse().ok().filter(|id| *id > 0)?, Id::new(entry)?)
            }
            "y" => Self::Add(rest.parse().ok()?),
            "n" if rest.is_empty() => Self::Leave,
            "q" => Self::Phrasings(page()?),
            "o" => Self::Phrasing(id()?),
            "x" => Self::Undo(id()?),
            "r" => Self::Redo(id()?),
            _ => return None,
        })
    }
}

fn letter(state: Option<MissState>) -> &'static str {
    match state {
        Some(MissState::Phrasing) => "p",
        Some(MissState::Gap) => "g",
        Some(MissState::NewEntry) => "e",
        Some(MissState::Ignored) => "i",
        None => "o",
    }
}

#[cfg(test)]
mod tests {
    use super::MissedAction;
    use crate::corpus::Id;
    use crate::store::MissState;

    #[test]
    fn every_tap_comes_back_from_at_most_64_bytes() {
        let entry = Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
        let marks = MissState::ALL.into_iter().map(Some).chain([None]);
        let marks = marks.map(|state| MissedAction::Mark(i64::MAX, state));
        let others = [
            MissedAction::Open(usize::MAX),
            MissedAction::Done(1),
            MissedAction::Group(i64::MAX),
            MissedAction::Other(7),
            MissedAction::Try(i64::MAX, entry),
            MissedAction::Add(i32::MAX),
            MissedAction::Leave,
            MissedAction::Phrasings(2),
            MissedAction::Phrasing(i64::MAX),
            MissedAction::Undo(3),
            MissedAction::Redo(4),
        ];
        for action in others.into_iter().chain(marks) {
            let data = action.data();
            assert!(data.len() <= 64, "{data}");
            assert_eq!(MissedAction::read(&data), Some(action), "{data}");
        }
    }

    #[test]
    fn data_of_others_are_no_tap() {
        for data in
            ["", "m", "m:", "m:l", "m:l0", "m:g-3", "m:kz3", "m:kg", "m:p3", "m:p3:No Id", "m:nn", "m:y", "a:p", "m:é"]
        {
            assert_eq!(MissedAction::read(data), None, "{data:?}");
        }
    }
}
