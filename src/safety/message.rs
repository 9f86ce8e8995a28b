//! A message as safety reads it: stems, and which of them belong to one thought.

use crate::language::Pauses;
use crate::matcher::Token;
use crate::text::Break;

/// A message as stems, with where its thoughts, and the sentences within them, end.
pub(super) struct Message {
    pub(super) stems: Vec<String>,
    /// The thought each stands in: what may be one phrase.
    pub(super) thoughts: Vec<u32>,
    /// The sentence each stands in, as it is written.
    pub(super) sentences: Vec<u32>,
    /// Whether a number is among the words.
    pub(super) has_number: bool,
    before: Vec<Break>,
    pauses: &'static Pauses,
}

/// People in panic end a sentence after each word ("I. Can't. Breathe."). What stands between two ends joins its
/// neighbour when one of the two is a single word and the other has at most this many.
const MOST_WORDS_OF_A_FRAGMENT: usize = 3;

impl Message {
    /// A message from its words and the stem of each.
    pub(super) fn new(pauses: &'static Pauses, words: &[Token<'_>], stems: Vec<String>) -> Self {
        let mut thoughts = Vec::with_capacity(words.len());
        let (mut thought, mut last) = (0, 0);
        for said in words.chunk_by(|_, word| word.before < Break::End) {
            let fragments = last.min(said.len()) == 1 && last.max(said.len()) <= MOST_WORDS_OF_A_FRAGMENT;
            if last > 0 && !fragments {
                thought += 1;
            }
            thoughts.extend(said.iter().map(|_| thought));
            last = said.len();
        }
        Self {
            has_number: stems.iter().any(|stem| stem.starts_with(|c: char| c.is_ascii_digit())),
            stems,
            thoughts,
            sentences: words.iter().map(|word| word.sentence).collect(),
            before: words.iter().map(|word| word.before).collect(),
            pauses,
        }
    }

    /// Whether an excuse that has a word at `at` may go on at `here`, over nothing but fillers.
    ///
    /// Not over a comma: "no, I am vomiting blood". Over a line end or another pause only where the line ends in the
    /// middle of something, and not from a word that denies all by itself: "fever: no⏎bleeding since noon".
    pub(super) fn reads_on_over_pauses(&self, at: usize, here: usize) -> bool {
        let Pauses { continuing, beginning, denying, always_denying } = self.pauses;
        (at + 1..=here).all(|next| match self.before[next] {
            Break::None => true,
            Break::Pause => {
                let ended = next - 1;
                let stem = &*self.stems[ended];
                let opens = ended == at || continuing.contains(&stem);
                let denies = denying.contains(&stem)
                    && (stem == *always_denying || ended == 0 || self.before[ended] != Break::None);
                // What begins with "the" is said of something else: "vomiting blood⏎the bus was late".
                let anew = next < here && beginning.contains(&&*self.stems[next]) && !continuing.contains(&stem);
                opens && !denies && !anew
            }
            Break::Comma | Break::End => false,
        })
    }

    /// Whether a sentence, or a part of it behind a comma, begins with the word.
    pub(super) fn begins(&self, at: usize) -> bool {
        at == 0 || self.before[at] > Break::Pause
    }

    /// Whether nothing divides the words from `at` to `here`, or only a line end within something ("during⏎surgery").
    pub(super) fn is_unbroken(&self, at: usize, here: usize) -> bool {
        (at + 1..=here).all(|next| match self.before[next] {
            Break::None => true,
            Break::Pause => self.pauses.continuing.contains(&&*self.stems[next - 1]),
            Break::Comma | Break::End => false,
        })
    }
}
