//! Every weight and threshold of the matcher, with its reason and the measurement behind it.

/// Shorter words are never corrected: every two letters are an abbreviation of something.
pub(crate) const FEWEST_LETTERS_TO_CORRECT: usize = 3;

/// Shorter words than this have many neighbours ("tac"), so they are corrected only when the first letter is right.
pub(crate) const FEWEST_LETTERS_TO_CORRECT_FREELY: usize = 4;

/// Words typed as one fall apart when together they have at least this many letters ("icant")…
pub(crate) const FEWEST_LETTERS_TO_FALL_APART: usize = 5;

/// … and at most this many: a sentence without blanks, but not a key that was held down.
pub(crate) const MOST_LETTERS_TO_FALL_APART: usize = 64;

/// Two pieces are one word with a blank in it when they have at least this many letters: shorter ones meet by chance.
pub(crate) const FEWEST_LETTERS_OF_A_JOINED_WORD: usize = 5;

/// From this length on two edits are corrected; below, two edits reach unrelated words.
pub(crate) const TWO_EDITS_FROM_LETTERS: usize = 8;

/// The kernels' shares of a score: meaning, stems, stem pairs, character n-grams. Measured in the recipe this follows on
/// six public sets: leaving the semantic kernel out costs 7 points of accuracy, any other at most 2. Shares of half and
/// of half as much again gain 0.2 points or lose 0.3 at the most.
pub(crate) const SEMANTIC: f32 = 2.0;
/// See [`SEMANTIC`]; in the order of `features::kernels`.
pub(crate) const LEXICAL: [f32; 3] = [0.5, 0.25, 0.5];

/// A target's score is its centroid's, and the rest its nearest phrasing's. The nearest alone is six points worse: one
/// odd phrasing draws in what the others do not support. Beside a centroid that was learned, it hardly counts any more:
/// a share of 0.15 to 0.25 is best on the development questions, by 0.1 to 0.3 points before none and before a third.
pub(crate) const CENTROID_SHARE: f32 = 0.8;

/// What weighs no more than this in a centroid is left out of it: most of what was learned, in many small pieces. It
/// takes 3 MB; no figure changes up to 0.01, and at 0.015 the liver FAQ's folds lose 0.2 points.
pub(crate) const LEAST_WEIGHT_OF_CENTROID: f32 = 0.006;

/// A phrasing nearer than this is nearly the question itself, and adds up to [`NEARLY_THE_SAME`] to its target's score:
/// what an editor wrote down is meant, however much the rest of the target is about something else.
pub(crate) const NEAR: f32 = 0.9;
/// See [`NEAR`].
pub(crate) const NEARLY_THE_SAME: f32 = 0.3;

/// What stems count beside [`SEMANTIC`] in how near a single phrasing is.
pub(crate) const NEAREST_STEMS: f32 = 1.0;

/// For how many targets everything is worked out. Eight give the same accuracy on the development questions.
pub(crate) const MOST_MATCHES: usize = 16;

/// The frequency at which a word carries half its weight when a question's overlap is counted: "the" (5 %
/// of all words) then counts for nothing, "how" a little, "cost" for half, "ablation" fully.
pub(crate) const HALF_WEIGHT_FREQUENCY: f32 = 3e-4;

/// A word that weighs less, one of about 4,000, is common English, also where other languages have it: "de", "la",
/// "die", "non". Those that a person reads in English but hardly writes weigh more: "der", "que", "ich".
pub(crate) const COMMON_WEIGHT: f32 = 0.9;

/// The logistic regression behind confidence, fitted on the development questions of three public sets (clinc150,
/// banking77, hwu64; 1, 5 and 10 phrasings an entry; clean and with typos; also with half of the entries left out, so
/// that their questions are strangers).
pub(crate) const CONFIDENCE_BIAS: f32 = -3.11;
/// Per unit of raw score.
pub(crate) const CONFIDENCE_OF_SCORE: f32 = 3.65;
/// Per unit of score times margin to the best other match. The margin alone would be large for a stranger that shares
/// one odd word with one entry; times the score it is not (on corpora left out of the fit, 7.8 % of
/// the strangers pass 0.7 instead of 8.6).
pub(crate) const CONFIDENCE_OF_MARGIN: f32 = 8.6;
/// What is added to that for each e-fold of phrasings of the target.
pub(crate) const CONFIDENCE_OF_PHRASINGS: f32 = 1.46;

/// A word that weighs at least this much says something by itself; "how" and "does" do not.
pub(crate) const CONTENT_WORD_WEIGHT: f32 = 0.37;
/// A word that says something by itself and stands in the phrasings of this share of the entries names what a corpus is
/// about, such as "liver" and, in the rules of a library, "book". The liver FAQ's entries that speak of growing back are
/// fewer, and so are those that ask how hot something gets.
pub(crate) const SHARE_OF_THE_FIELD: f32 = 0.1;
/// In so many entries at the least: in a corpus of a few entries one is a large share.
pub(crate) const FEWEST_OF_THE_FIELD: usize = 2;
/// A word without a vector that weighs as much is unknown: 1 is what a word weighs that is in no entry and not common
/// English; numbers and the corpus's own names weigh less.
pub(crate) const UNKNOWN_WEIGHT: f32 = 0.5;

/// Numbers, sizes and the like ("1.2cm", "b4") say little in a sentence; among so few words each counts ("printing A3").
pub(crate) const FEW_WORDS: usize = 3;

/// So many things that a message asks are read one by one, the last ones: people come to the point at the end.
pub(crate) const MOST_ASKED: usize = 4;
/// So many sentences are read one by one of a message that asks nothing.
pub(crate) const MOST_TOLD: usize = 8;

/// What overlap adds to a score: +0.4 points of accuracy on the mean of the development sets; 0.3 adds
/// nothing any more.
pub(crate) const OVERLAP: f32 = 0.15;

/// One sentence of a message that asks nothing counts this much beside all of it: what tells a thing in two sentences is
/// read whole. From 0.8 to 1 no development question of the liver FAQ is answered otherwise.
pub(crate) const ONE_SENTENCE: f32 = 0.9;
/// What fits a question without a content word ("what should I do?") counts this much beside what was told before it. At
/// 0.6 none of the liver FAQ's development questions is answered otherwise, at 1 one.
pub(crate) const THIN_QUESTION: f32 = 0.8;

/// How often all phrasings are gone through when targets learn from their hard negatives; each time in smaller steps. On the
/// development questions of clinc150, banking77 and hwu64 (5 and 10 phrasings, as typed) learning gains three points
/// over the centroids alone and half a point over a perceptron with margin; four to six epochs are as good, and from
/// ten on up to half a point is lost again. Five-fold over the liver FAQ's own phrasings, where the centroids alone give
/// 64.6 %, four epochs from eight negatives give 69.5 % and these 73.4 %.
pub(crate) const EPOCHS: usize = 6;
/// How far a phrasing moves the centroids in the first epoch, per unit of probability. A tenth loses half a point.
pub(crate) const LEARNING_RATE: f32 = 0.05;
/// What a difference of scores is multiplied by to be a logarithm of odds; 12 loses 0.3 points, 30 loses 0.1.
pub(crate) const INVERSE_TEMPERATURE: f32 = 20.0;
/// Each phrasing is held against this many targets, those nearest to it. Eight lose 0.1 points, and 1.3 on the liver
/// FAQ's folds; forty gain nothing.
pub(crate) const MOST_HARD_NEGATIVES: usize = 16;
/// A feature that weighs less in a phrasing is not looked at while learning, as if no other phrasing had it. That is
/// three in five, character n-grams mostly. At 0.05 accuracy on the public development questions and on the liver FAQ's
/// folds is what it is with all of them; at 0.07 it is 0.1 and 0.3 points less.
pub(crate) const LEAST_WEIGHT_TO_LEARN: f32 = 0.05;
/// A negative that a phrasing is mistaken for less likely than this teaches nothing.
pub(crate) const LEAST_TO_LEARN: f32 = 0.01;
/// Learning takes time and memory by phrasings times targets: some hundredths of a second for the liver FAQ's 200,000.
/// Beyond this product, targets keep their centroids.
pub(crate) const MOST_TO_LEARN: usize = 1_000_000;

/// The classifier over an encoder's vectors begins with the centroids so many times over, and goes so often over the
/// phrasings with steps that begin so long; a bias moves by a tenth of that. With five phrasings an entry the fusion
/// ranks as many questions right as with one that is fitted to the end (80.4 % for 79.9 on corpora left out).
pub(crate) const CLASSIFIER_SCALE: f32 = 12.0;
/// See [`CLASSIFIER_SCALE`].
pub(crate) const CLASSIFIER_EPOCHS: usize = 10;
/// So many products of vectors are taken to learn at most, a second or two: very large corpora learn in fewer rounds, or
/// have the centroids alone.
pub(crate) const MOST_PRODUCTS: usize = 20_000_000;
/// See [`CLASSIFIER_SCALE`].
pub(crate) const CLASSIFIER_LEARNING_RATE: f32 = 2.0;
/// See [`CLASSIFIER_SCALE`].
pub(crate) const CLASSIFIER_BIAS_SHARE: f32 = 0.1;

/// The logistic regression behind the confidence of engine and encoder together, fitted on the development questions of
/// clinc150, banking77 and hwu64 (1, 3 and 5 phrasings an entry; as typed, with typos, and wrapped) over the ten best of
/// each. The encoder's cosines themselves are left out: they differ from corpus to corpus, and their weights from fit to
/// fit in sign.
pub(crate) const FUSED_BIAS: f32 = -0.843;
/// For what the engine lists at all.
pub(crate) const FUSED_OF_LISTED: f32 = 1.445;
/// Per unit of the log odds of the engine's confidence.
pub(crate) const FUSED_OF_CONFIDENCE: f32 = 0.342;
/// Per unit of cosine by which a target is nearer than the best other.
pub(crate) const FUSED_OF_MARGIN: f32 = 4.937;
/// Per unit of the log odds of the classifier.
pub(crate) const FUSED_OF_CLASSIFIER: f32 = 0.767;
/// What is less likely counts as this, so that no single opinion counts for everything.
pub(crate) const LEAST_PROBABILITY: f32 = 1e-4;
/// So many of the best by the encoder are considered beside those of the engine.
pub(crate) const MOST_BY_VECTORS: usize = 10;
