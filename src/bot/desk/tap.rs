//! What the buttons of the desk do, as they send it back.

/// What a button of the desk does. Old messages keep their buttons for years, so the letters must not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bot) enum DeskTap {
    /// The person wants to talk to a person.
    Human,
    /// The person lets it be passed on.
    PassOn,
    /// The person does not.
    Decline,
    /// The person takes this conversation back.
    Withdraw(i64),
    /// The person takes back the conversation that they opened by this message, and that had no number then.
    WithdrawOpened(i32),
    /// It is solved.
    Solved(i64),
    /// It is not, or is to go on for another reason.
    GoOn(i64),
}

impl DeskTap {
    /// What the button sends back.
    pub(in crate::bot) fn data(self) -> String {
        match self {
            Self::Human => "d:h".to_owned(),
            Self::PassOn => "d:p".to_owned(),
            Self::Decline => "d:n".to_owned(),
            Self::Withdraw(ticket) => format!("d:w:{ticket}"),
            Self::WithdrawOpened(page) => format!("d:b:{page}"),
            Self::Solved(ticket) => format!("d:y:{ticket}"),
            Self::GoOn(ticket) => format!("d:o:{ticket}"),
        }
    }

    /// Reads it; `None` for what no version up to this one wrote.
    pub(in crate::bot) fn read(data: &str) -> Option<Self> {
        let data = data.strip_prefix("d:")?;
        match data {
            "h" => return Some(Self::Human),
            "p" => return Some(Self::PassOn),
            "n" => return Some(Self::Decline),
            _ => {}
        }
        let (letter, number) = data.split_once(':')?;
        let ticket = number.parse().ok().filter(|ticket| *ticket > 0)?;
        match letter {
            "w" => Some(Self::Withdraw(ticket)),
            "b" => i32::try_from(ticket).ok().map(Self::WithdrawOpened),
            "y" => Some(Self::Solved(ticket)),
            "o" => Some(Self::GoOn(ticket)),
            _ => None,
        }
    }

    /// The number of the conversation that it is about, where it says one.
    pub(in crate::bot) fn ticket(self) -> Option<i64> {
        match self {
            Self::Withdraw(ticket) | Self::Solved(ticket) | Self::GoOn(ticket) => Some(ticket),
            Self::Human | Self::PassOn | Self::Decline | Self::WithdrawOpened(_) => None,
        }
    }

    /// The message that the conversation was opened by that it is about, where it says one.
    pub(in crate::bot) fn opened_by(self) -> Option<i32> {
        if let Self::WithdrawOpened(page) = self { Some(page) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::DeskTap;

    #[test]
    fn every_tap_comes_back_from_at_most_64_bytes() {
        use DeskTap::{Decline, GoOn, Human, PassOn, Solved, Withdraw, WithdrawOpened};
        let all = [Human, PassOn, Decline, Withdraw(i64::MAX), WithdrawOpened(i32::MAX), Solved(i64::MAX), GoOn(1)];
        for tap in all {
            let data = tap.data();
            assert!((1..=64).contains(&data.len()), "{data}");
            assert_eq!(DeskTap::read(&data), Some(tap));
        }
        for data in
            ["d:", "d:x", "d:w", "d:b:2147483648", "d:b:0", "d:y", "d:y:", "d:y:0", "d:y:-1", "d:z:1", "h", "d:o:one"]
        {
            assert_eq!(DeskTap::read(data), None, "{data}");
        }
    }
}
