//! The thresholds of the decision, on calibrated confidence, with their reasons.

/// At this confidence one passage is quoted. A wrong passage is worse than a question back: with half of the entries
/// of a public corpus left out, and confidence fitted on the others, 6 % of the strangers that this makes still pass.
pub(super) const ANSWER_FLOOR: f32 = 0.85;

/// The same in a corpus that also knows what it does not say: a stranger there is drawn to a gap or a courtesy, so what
/// still wins is meant more often than the same confidence tells elsewhere. Five-fold over the liver FAQ's own
/// phrasings, 94 % of what passes is right; of 5,716 questions about something else altogether, 5 got a passage.
pub(super) const ANSWER_FLOOR_BESIDE_GAPS: f32 = 0.6;

/// At this confidence a passage is quoted to people who did not ask the bot. Of the liver FAQ's own phrasings, five-fold,
/// 96 % of what passes 0.7 is right; among people talking to each other most questions are not meant for the text at all.
pub(super) const UNASKED_FLOOR: f32 = 0.85;

/// At this confidence a gap is named. A wrong gap costs less than a wrong passage: it names what it did not find and
/// offers entries all the same.
pub(super) const GAP_FLOOR: f32 = 0.35;

/// At this confidence a courtesy is returned; a greeting in reply to a question would be rude.
pub(super) const COURTESY_FLOOR: f32 = 0.5;

/// Below this raw score the best entry is a stranger's, and nothing is offered but the topics. On the score and not on
/// confidence: several entries that fit equally well are each unlikely, and worth offering all the same.
pub(super) const OFFER_FLOOR: f32 = 0.36;

/// Below this raw score of the best match, what is offered follows no question that was understood, and the reply says
/// where to find help as well. Of the liver FAQ's choices for 11,785 development questions, 24 of 26 that held the right
/// entry are above it, and 9 in 10 of the 792 for questions about something else below.
pub(super) const UNDERSTOOD_FLOOR: f32 = 0.6;

/// More than four choices are a list to read, not a question back.
pub(super) const MOST_OFFERED: usize = 4;

/// With fewer telling words shared than this, no passage is quoted: one rare word in common ("what temperature does my
/// car need?") makes a large margin and means nothing.
pub(super) const FEWEST_TELLING_WORDS: u32 = 2;

/// Unless the whole question is as near to a phrasing as this ("TACE?").
pub(super) const NEAR_ENOUGH_WITH_ONE_WORD: f32 = 0.8;

/// A choice that fits less than this share of the best is absurd beside it.
pub(super) const LEAST_OF_BEST: f32 = 0.35;
