//! How well a decision served.

/// How well a decision served the person who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// What fits was given; or nothing fits and nothing was quoted.
    Right,
    /// What fits was among the choices.
    Offered,
    /// Neither given nor offered, but nothing wrong was said either.
    Missed,
    /// A passage that does not fit was quoted.
    Wrong,
    /// A red flag was raised without reason.
    FalseAlarm,
    /// A red flag was not raised.
    MissedRedFlag,
}

impl Grade {
    /// All grades, best first.
    pub const ALL: [Self; 6] =
        [Self::Right, Self::Offered, Self::Missed, Self::Wrong, Self::FalseAlarm, Self::MissedRedFlag];

    /// Its name in figures and floors.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Offered => "offered",
            Self::Missed => "missed",
            Self::Wrong => "wrong",
            Self::FalseAlarm => "false_alarm",
            Self::MissedRedFlag => "missed_red_flag",
        }
    }

    /// The grade of that name, or `None` when there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.name() == name)
    }
}
