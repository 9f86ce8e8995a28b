//! Red flags wherever in a message they stand: behind what is read of a question, in what somebody quotes, in a poll.

use crate::bot_api::IncomingMessage;
use crate::corpus::Faq;
use crate::decide::Decision;
use crate::engine::{Engine, Outcome};
use crate::text::Question;

/// Long texts are looked through in parts that overlap by so many characters, so that no phrase is cut in two.
const OVERLAP: usize = 256;

/// The words beside those that were written: what a poll or a checklist in the message says, and what it quotes. What
/// is quoted of the same chat was there to be heard when it was written, and counts only when the bot is asked.
pub(super) fn beside(message: &IncomingMessage, to_bot: bool) -> Vec<&str> {
    let quote = message.quote.as_ref().filter(|quote| to_bot || quote.is_from_elsewhere);
    let quote = quote.map_or("", |quote| quote.words.as_str());
    let all = [message.content.carried.as_str(), quote, message.replied_elsewhere.as_str()];
    all.into_iter().filter(|words| !words.is_empty()).collect()
}

/// What was decided about the words of a question, or about a red flag that stands further behind or beside them.
pub(super) fn anywhere(engine: &Engine, outcome: Outcome, words: &str, beside: &[&str]) -> Outcome {
    if is_urgent(&outcome) {
        return outcome;
    }
    let parts = parts(words).skip(1).chain(beside.iter().flat_map(|words| parts(words)));
    let mut outcomes = parts.map(|part| engine.decide(&Question::new(part)));
    outcomes.find(is_urgent).unwrap_or(outcome)
}

/// Whether what Telegram copied from a channel was posted there by this bot: a passage has the disclaimer, and a quiz
/// asks its readers.
pub(super) fn is_of_the_bot(faq: &Faq, message: &IncomingMessage) -> bool {
    let written = message.content.written.as_deref().unwrap_or_default();
    let has = |disclaimer: &str| !disclaimer.is_empty() && written.contains(disclaimer.trim());
    message.content.is_quiz || has(&faq.disclaimer) || has(&faq.short_disclaimer)
}

fn is_urgent(outcome: &Outcome) -> bool {
    matches!(outcome.decision, Decision::Urgent(_))
}

/// A text in parts that a question can hold.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let part = rest?;
        rest = part.char_indices().nth(Question::MAX_CHARS).and_then(|_| {
            let (next, _) = part.char_indices().nth(Question::MAX_CHARS - OVERLAP)?;
            Some(&part[next..])
        });
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::{OVERLAP, parts};
    use crate::text::Question;

    #[track_caller]
    fn check(chars: usize, expected: &[usize]) {
        let text = "é".repeat(chars);
        let found: Vec<usize> = parts(&text).map(|part| Question::new(part).typed().chars().count()).collect();
        assert_eq!(found, expected, "{chars}");
    }

    #[test]
    fn every_character_is_in_a_part_and_every_phrase_whole_in_one() {
        let most = Question::MAX_CHARS;
        check(5, &[5]);
        check(most, &[most]);
        check(most + 1, &[most, OVERLAP + 1]);
        check(3 * most, &[most, most, most, 3 * OVERLAP]);
    }
}
