//! The sentence encoder of a running bot. One thread encodes what waits, several questions at once under load; a question
//! waits a set time at most and is then decided without, which is counted.

use std::fmt;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::block_in_place;

use super::health::Health;
use crate::encoder::KeptVectors;
use crate::matcher::SentenceVectors;

/// How long a question waits. People notice half a second, and the answer goes through Telegram besides.
const PATIENCE: Duration = Duration::from_millis(200);
/// How many questions may wait: more than are encoded within [`PATIENCE`] would be late.
const MOST_WAITING: usize = 64;
/// How many are encoded together.
const BATCH: usize = 16;

/// A question that waits for its vector.
struct WaitingQuestion {
    text: String,
    until: Instant,
    vector: SyncSender<Vec<f32>>,
}

/// Vectors from the encoder's thread.
pub(crate) struct EncoderQueue {
    kept: Arc<KeptVectors>,
    waiting: SyncSender<WaitingQuestion>,
    /// Until when nothing is waited for: a question of several parts is late once, not once a part.
    late_until: Mutex<Option<Instant>>,
    health: Arc<Health>,
}

impl EncoderQueue {
    /// Starts the thread, which ends with the queue.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(crate) fn start(kept: Arc<KeptVectors>, health: Arc<Health>) -> std::io::Result<Self> {
        let (waiting, questions) = sync_channel(MOST_WAITING);
        let encoder = Arc::clone(&kept);
        thread::Builder::new()
            .name("encoder".to_owned())
            .spawn(move || encode(&questions, |texts| encoder.of_questions(texts)))?;
        Ok(Self { kept, waiting, late_until: Mutex::new(None), health })
    }

    fn in_time(&self, text: &str) -> Option<Vec<f32>> {
        let (result, vector) = wait(&self.waiting, &self.late_until, text, PATIENCE);
        self.health.metrics.encoder_question(result);
        vector
    }
}

impl fmt::Debug for EncoderQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncoderQueue").finish_non_exhaustive()
    }
}

impl SentenceVectors for EncoderQueue {
    fn of_phrasings(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        self.kept.of_phrasings(texts)
    }

    fn of_question(&self, text: &str) -> Option<Vec<f32>> {
        match Handle::try_current() {
            // What other tasks the worker's thread has go to another one meanwhile.
            Ok(handle) if handle.runtime_flavor() == RuntimeFlavor::MultiThread => {
                block_in_place(|| self.in_time(text))
            }
            Ok(_) => self.in_time(text),
            // Nobody waits for an answer: phrasings that are tried, many of them side by side.
            Err(_) => self.kept.of_question(text),
        }
    }
}

/// What came of the wait for a vector, in a word, and the vector.
fn wait(
    waiting: &SyncSender<WaitingQuestion>,
    late_until: &Mutex<Option<Instant>>,
    text: &str,
    patience: Duration,
) -> (&'static str, Option<Vec<f32>>) {
    let now = Instant::now();
    // A moment in time is whole or was not written.
    let late = || late_until.lock().unwrap_or_else(PoisonError::into_inner);
    if late().is_some_and(|until| now < until) {
        return ("late", None);
    }
    let (vector, ready) = sync_channel(1);
    let until = now + patience;
    if waiting.try_send(WaitingQuestion { text: text.to_owned(), until, vector }).is_err() {
        return ("full", None);
    }
    match ready.recv_timeout(patience) {
        Ok(vector) => ("used", Some(vector)),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            *late() = Some(Instant::now() + patience);
            ("late", None)
        }
    }
}

/// Encodes what waits until nobody can ask any more; what waited too long is left out.
fn encode(questions: &Receiver<WaitingQuestion>, encoder: impl Fn(&[&str]) -> Vec<Vec<f32>>) {
    while let Ok(first) = questions.recv() {
        let mut batch = vec![first];
        batch.extend(questions.try_iter().take(BATCH - 1));
        let now = Instant::now();
        batch.retain(|question| question.until > now);
        let texts: Vec<&str> = batch.iter().map(|question| question.text.as_str()).collect();
        for (question, vector) in batch.iter().zip(encoder(&texts)) {
            // Who waits no more wants none.
            let _ = question.vector.try_send(vector);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn vectors(texts: &[&str]) -> Vec<Vec<f32>> {
        texts.iter().map(|text| vec![text.len() as f32]).collect()
    }

    #[test]
    fn each_question_gets_its_own_vector() {
        let (waiting, questions) = sync_channel(MOST_WAITING);
        let late = Mutex::new(None);
        thread::scope(|scope| {
            scope.spawn(move || encode(&questions, vectors));
            let asked = (1..40_usize).map(|length| {
                let (waiting, late) = (waiting.clone(), &late);
                scope.spawn(move || (length, wait(&waiting, late, &"a".repeat(length), LONG)))
            });
            for asked in asked.collect::<Vec<_>>() {
                let (length, given) = asked.join().expect("it does not panic");
                assert_eq!(given, ("used", Some(vec![length as f32])));
            }
            drop(waiting);
        });
    }

    #[test]
    fn a_slow_encoder_is_waited_for_once_and_then_left_alone() {
        let (waiting, questions) = sync_channel(MOST_WAITING);
        let late = Mutex::new(None);
        // Nobody takes from the queue.
        assert_eq!(wait(&waiting, &late, "one", Duration::from_millis(1)), ("late", None));
        *late.lock().expect("nobody panicked") = Some(Instant::now() + LONG);
        assert_eq!(wait(&waiting, &late, "two", LONG), ("late", None), "at once");
        drop(waiting);
        let left: Vec<String> = questions.iter().map(|question| question.text).collect();
        assert_eq!(left, ["one"], "the second was not even put there");
    }

    #[test]
    fn what_waited_too_long_is_not_encoded() {
        let (waiting, questions) = sync_channel(MOST_WAITING);
        let (vector, _ready) = sync_channel(1);
        let past = WaitingQuestion { text: "past".to_owned(), until: Instant::now(), vector };
        waiting.try_send(past).expect("there is room");
        drop(waiting);
        let (seen, encoded) = channel();
        encode(&questions, |texts| {
            texts.iter().for_each(|text| seen.send((*text).to_owned()).expect("it is listened to"));
            vectors(texts)
        });
        drop(seen);
        assert_eq!(encoded.iter().count(), 0);
    }

    #[test]
    fn a_full_queue_turns_away_at_once() {
        let (waiting, _questions) = sync_channel(1);
        let (vector, _ready) = sync_channel(1);
        let before = WaitingQuestion { text: "before".to_owned(), until: Instant::now() + LONG, vector };
        waiting.try_send(before).expect("there is room");
        assert_eq!(wait(&waiting, &Mutex::new(None), "next", LONG), ("full", None));
    }
}
