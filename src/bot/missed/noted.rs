//! A question that had no good answer, as it is noted: what must not be is left out here and nowhere else.

use crate::bot::context::BotContext;
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::matcher::ContentWord;
use crate::missed::nearest;
use crate::store::{Change, Miss, MissKind, MissedWord, Pseudonym};
use crate::text::Question;

/// Times are noted to the day, so that a miss cannot be laid beside what else happened at that moment.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What may be noted of a question if it is missed.
#[derive(Clone, Debug)]
pub(in crate::bot) struct NotedQuestion {
    key: Pseudonym,
    person: Pseudonym,
    near: String,
    words: Vec<MissedWord>,
    question: Option<String>,
    fewest: u32,
}

impl NotedQuestion {
    /// What may be noted of a question that a person put to the bot themselves, in this message.
    ///
    /// `None` when nothing may: of what may be an emergency; in a FAQ about health, of what somebody says of themselves;
    /// of what is in another language, which no phrasing can be made of; of what has no words that say something; and of
    /// everything, when the operator wants nothing noted.
    pub(in crate::bot) fn of(
        bot: &BotContext,
        (chat, message): (i64, i32),
        person: i64,
        words: &str,
        outcome: &Outcome,
    ) -> Option<Self> {
        let is_urgent = matches!(outcome.decision, Decision::Urgent(_));
        let is_too_private = outcome.is_about_oneself && bot.faq().is_about_health;
        if bot.kept.missed_days == 0 || is_urgent || is_too_private || outcome.foreign.is_some() {
            return None;
        }
        let content = bot.engine.content_words(&Question::new(words));
        // The code is of what all forms of a word have in common; the form is that of who makes it readable.
        let code = |stem: &String| bot.pseudonym.code("missed word", &[stem]);
        let coded = content.into_iter().map(|ContentWord { stem, word, weight }| MissedWord {
            code: code(&stem),
            word,
            weight: (weight * 1000.0).round() as u16,
        });
        let coded: Vec<MissedWord> = coded.collect();
        // A sentence about oneself is nobody's who did not get it told, whatever is kept of other questions.
        let is_kept = bot.kept.questions_days > 0 && !outcome.is_about_oneself;
        (!coded.is_empty()).then(|| Self {
            key: bot.pseudonym.code("missed", &[&chat, &message]),
            person: whose(bot, person),
            near: written(outcome),
            words: coded,
            question: is_kept.then(|| words.trim().to_owned()),
            fewest: bot.kept.missed_from,
        })
    }

    /// That it was missed in this way, with the entry that was picked or was not meant.
    pub(in crate::bot) fn missed(&self, kind: MissKind, entry: Option<&str>, now_ms: i64) -> Change {
        let Self { key, person, near, words, question, fewest } = self.clone();
        let (day_ms, entry) = (now_ms - now_ms.rem_euclid(DAY_MS), entry.map(str::to_owned));
        Change::Missed(Miss { key, day_ms, person, kind, entry, near, words, question, fewest })
    }
}

/// That a question was missed in this way, as far as that may be noted: the one place for taps, for a hand-over, and for a
/// passage that the staff chose. The message is the one that asks, by its chat and number.
pub(in crate::bot) fn missed(
    bot: &BotContext,
    message: (i64, i32),
    (person, words): (i64, &str),
    (kind, entry): (MissKind, Option<&str>),
    now_ms: i64,
) -> Option<Change> {
    let outcome = bot.engine.decide(&Question::new(words));
    Some(NotedQuestion::of(bot, message, person, words, &outcome)?.missed(kind, entry, now_ms))
}

/// The code of a person that their missed questions stand under. It stands nowhere else, so that people can be counted
/// and nothing else can be known of them.
pub(in crate::bot) fn whose(bot: &BotContext, person: i64) -> Pseudonym {
    bot.pseudonym.code("who missed", &[&person])
}

/// The nearest entries as they are stored.
fn written(outcome: &Outcome) -> String {
    nearest(outcome).iter().map(|(id, sure)| format!("{id}:{sure:.2}")).collect::<Vec<_>>().join(" ")
}
