//! How long things are kept: the defaults, what an operator may set, and what people are told of it.

use strsim::damerau_levenshtein;

use super::Config;
use crate::reply::PrivacyNotice;
use crate::store::{self, Retention, TABLES};

/// A name, the fewest days, and the field.
type Settable = (&'static str, u32, fn(&mut Retention) -> &mut u32);

impl Retention {
    /// What holds unless the operator sets something else.
    pub const DEFAULT: Self = Self {
        handled: 3,
        dead: 7,
        feedback: 90,
        questions: 0,
        people: 365,
        chats: 90,
        counts: 730,
        desk: 30,
        desk_log: 365,
        stats: 400,
        missed: 90,
    };

    /// The longest that anything is kept.
    pub const MOST_DAYS: u32 = 3650;

    /// What [`Retention::set`] takes, with the fewest days of each. An update that is forgotten while Telegram still
    /// offers it is answered twice; the rest would be of no use if it ran out at once.
    const SETTABLE: [Settable; 10] = [
        ("handled", 2, |kept| &mut kept.handled),
        ("dead", 1, |kept| &mut kept.dead),
        ("feedback", 1, |kept| &mut kept.feedback),
        ("people", 1, |kept| &mut kept.people),
        ("chats", 1, |kept| &mut kept.chats),
        ("counts", 1, |kept| &mut kept.counts),
        ("desk", 1, |kept| &mut kept.desk),
        ("desk-log", 1, |kept| &mut kept.desk_log),
        ("stats", 1, |kept| &mut kept.stats),
        // What is gathered for the editors alone may be left out.
        ("missed", 0, |kept| &mut kept.missed),
    ];

    /// Sets what a list names, such as `handled=3,people=365`; what it does not name stays.
    ///
    /// # Errors
    /// A sentence that names what cannot be set so.
    pub fn set(&mut self, list: &str) -> anyhow::Result<()> {
        let mut seen = Vec::new();
        for pair in list.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((name, days)) = pair.split_once('=') else {
                anyhow::bail!("`{pair}` must be a name and days, like `people=365`");
            };
            let (name, days) = (name.trim(), days.trim());
            anyhow::ensure!(name != "questions", "how long questions are kept has its own flag: --keep-questions");
            let settable = Self::SETTABLE.into_iter().find(|(settable, ..)| *settable == name);
            let (name, fewest, field) = settable.ok_or_else(|| unknown(name))?;
            let set = days.parse().ok().filter(|days| (fewest..=Self::MOST_DAYS).contains(days));
            let Some(set) = set else {
                anyhow::bail!("`{name}` can be kept from {fewest} to {} days, not `{days}`", Self::MOST_DAYS);
            };
            anyhow::ensure!(!seen.contains(&name), "`{name}` is there twice: say it once");
            seen.push(name);
            *field(self) = set;
        }
        Ok(())
    }

    /// What people are told where there is no desk, with whether their words are sealed where they are stored.
    #[must_use]
    pub fn told(&self, is_sealed: bool) -> PrivacyNotice {
        PrivacyNotice {
            handled_days: self.handled,
            dead_days: self.dead,
            feedback_days: self.feedback,
            questions_days: self.questions,
            people_days: self.people,
            chats_days: self.chats,
            desk_days: 0,
            desk_log_days: self.desk_log,
            counts_days: self.counts,
            stats_days: self.stats,
            missed_days: self.missed,
            missed_from: Config::MISSED_FROM,
            follow_up_minutes: Config::FOLLOW_UP_MINUTES,
            codes_days: longest_code_hours().div_ceil(24),
            is_sealed,
        }
    }
}

impl PrivacyNotice {
    /// The same where there is a desk, if there is.
    #[must_use]
    pub fn with_desk(self, retention: &Retention, has_desk: bool) -> Self {
        Self { desk_days: if has_desk { retention.desk } else { 0 }, ..self }
    }
}

/// How long the longest of the codes that run out by themselves is kept.
fn longest_code_hours() -> u32 {
    let hours = TABLES.iter().filter_map(|table| match table.kept {
        store::RetentionRule::Hours(hours) => Some(hours),
        _ => None,
    });
    hours.max().unwrap_or_default()
}

/// A name that is none, with the one that may be meant.
fn unknown(name: &str) -> anyhow::Error {
    let names = Retention::SETTABLE.map(|(name, ..)| name);
    let nearest = names.into_iter().min_by_key(|settable| damerau_levenshtein(settable, name));
    let nearest = nearest.unwrap_or_default();
    anyhow::anyhow!("nothing that is kept is called `{name}`: did you mean `{nearest}`? There are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::Retention;

    #[track_caller]
    fn check(list: &str, expected: Result<Retention, &str>) {
        let mut retention = Retention::DEFAULT;
        let set = retention.set(list).map(|()| retention).map_err(|error| error.to_string());
        match (&set, expected) {
            (Ok(set), Ok(expected)) => assert_eq!(*set, expected),
            (Err(error), Err(start)) => assert!(error.starts_with(start), "{error}"),
            _ => panic!("{list:?} gives {set:?}"),
        }
    }

    #[test]
    fn days_are_set_by_name() {
        let all = "handled=4,dead=5, feedback = 6 ,people=7,chats=8,counts=9,desk=10,desk-log=11,stats=12,";
        let (people, chats, counts, desk, desk_log, stats, missed) = (7, 8, 9, 10, 11, 12, 90);
        let set = Retention {
            handled: 4,
            dead: 5,
            feedback: 6,
            questions: 0,
            people,
            chats,
            counts,
            desk,
            desk_log,
            stats,
            missed,
        };
        check(all, Ok(set));
        check("", Ok(Retention::DEFAULT));
        check("people=1", Ok(Retention { people: 1, ..Retention::DEFAULT }));
        check("handled=3650", Ok(Retention { handled: 3650, ..Retention::DEFAULT }));
    }

    #[test]
    fn what_cannot_be_set_is_said() {
        check("poeple=3", Err("nothing that is kept is called `poeple`: did you mean `people`?"));
        check("vote=3", Err("nothing that is kept is called `vote`"));
        check("questions=3", Err("how long questions are kept has its own flag: --keep-questions"));
        check("dead", Err("`dead` must be a name and days"));
        check("handled=1", Err("`handled` can be kept from 2 to 3650 days, not `1`"));
        check("dead=0", Err("`dead` can be kept from 1 to 3650 days, not `0`"));
        check("dead=3651", Err("`dead` can be kept from 1 to 3650 days"));
        check("dead=7d", Err("`dead` can be kept from 1 to 3650 days, not `7d`"));
        check("dead=-1", Err("`dead` can be kept from 1 to 3650 days"));
        check("dead=3,dead=4", Err("`dead` is there twice"));
    }
}
