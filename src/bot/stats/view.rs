//! Which days the buttons below statistics lead to.

use crate::statistics::StatsWindow;

/// What the callback data of these buttons begins with.
const LETTER: &str = "z:";

/// The days that statistics are shown of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bot) enum StatsView {
    /// A week, day by day.
    Days7,
    /// Thirty days, one by one.
    Days30,
    /// Twelve weeks.
    Weeks12,
}

impl StatsView {
    /// All of them, in the order of their buttons.
    pub(super) const ALL: [Self; 3] = [Self::Days7, Self::Days30, Self::Weeks12];
    /// The first to be shown.
    pub(in crate::bot) const DEFAULT: Self = Self::Days7;

    /// How many days lie in it at most.
    pub(in crate::bot) fn days(self) -> u32 {
        match self {
            Self::Days7 => 7,
            Self::Days30 => 30,
            Self::Weeks12 => 7 * 12,
        }
    }

    /// The days themselves.
    pub(super) fn window(self, today: i64) -> StatsWindow {
        match self {
            Self::Days7 | Self::Days30 => StatsWindow::of_days(today, self.days()),
            Self::Weeks12 => StatsWindow::of_whole_weeks(today, 12),
        }
    }

    /// The callback data of the button. Old messages keep their buttons for years, so the letters must not change.
    pub(super) fn data(self) -> String {
        let name = match self {
            Self::Days7 => "7d",
            Self::Days30 => "30d",
            Self::Weeks12 => "12w",
        };
        format!("{LETTER}{name}")
    }

    /// The days of a button's callback data.
    pub(in crate::bot) fn read(data: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.data() == data)
    }
}

#[cfg(test)]
mod tests {
    use super::StatsView;

    #[test]
    fn every_button_comes_back() {
        for view in StatsView::ALL {
            assert_eq!(StatsView::read(&view.data()), Some(view));
            let period = view.window(1_000).period;
            assert!(period.last - period.first < i64::from(view.days()));
        }
        assert_eq!(StatsView::read("z:"), None);
    }
}
