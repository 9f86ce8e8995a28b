//! Another FAQ in force while the bot runs: read, checked and indexed beside the work, then swapped in one step. What is
//! in work ends on the one that it began with.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::{JoinError, JoinHandle, spawn_blocking};
use tokio::time::{Instant, timeout};

use super::encoder_state::EncoderState;
use super::health::Health;
use super::notices::Notice;
use super::phrasings::{AddedPhrasings, put_into};
use super::watch::Watch;
use crate::corpus::{Faq, File, Severity};
use crate::engine::Engine;
use crate::faq_dir::{self, FaqSource, LoadError};
use crate::matcher::SentenceVectors;
use crate::reply::Reloaded;

/// An editor that saves, or a checkout, makes many changes in a row; the folder is whole when so long there was none.
const QUIET: Duration = Duration::from_secs(1);

/// A folder that something writes into without end is read all the same.
const LONGEST_UNREST: Duration = Duration::from_secs(10);

/// More wishes than that wait for nothing: they are granted together.
const MOST_ASKS: usize = 16;

/// What is said in place of a finding when the program is at fault.
const PANICKED: &str = "the program failed on it, which is a fault of the program; the log says where";

/// A wish that the FAQ be read again, and who waits for what becomes of it.
pub(crate) type Ask = Option<oneshot::Sender<Reloaded>>;

/// Where wishes to read the FAQ again go.
#[derive(Clone)]
pub struct Reloads(mpsc::Sender<Ask>);

impl Reloads {
    /// The way in, and what comes in by it.
    pub(crate) fn new() -> (Self, mpsc::Receiver<Ask>) {
        let (sender, asks) = mpsc::channel(MOST_ASKS);
        (Self(sender), asks)
    }

    /// Has the FAQ read again. What comes of it is in the log.
    pub fn order(&self) {
        // When there is no room, one that waits will do.
        let _ = self.0.try_send(None);
    }

    /// The same, and waits for what becomes of it; `None` when the bot ends before.
    pub(crate) async fn ask(&self) -> Option<Reloaded> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Some(answer)).await.ok()?;
        answered.await.ok()
    }
}

/// A FAQ that was read, as its files say it.
pub(crate) struct LoadedFaq {
    pub(crate) faq: Faq,
    pub(crate) sum: [u8; 32],
}

/// Reads and checks the FAQ, on a thread of its own.
pub(crate) async fn load(origin: &FaqSource) -> anyhow::Result<LoadedFaq> {
    let origin = origin.clone();
    spawn_blocking(move || {
        let files = origin.files()?;
        Ok(LoadedFaq { faq: origin.load(&files)?, sum: faq_dir::sum(&files) })
    })
    .await?
}

/// Indexes a FAQ with the phrasings that were added as they were last read, on a thread of its own; `Err` when the program
/// fails on it.
pub(crate) async fn index(
    mut faq: Faq,
    added: &mut AddedPhrasings,
    vectors: Option<Arc<dyn SentenceVectors>>,
) -> Result<Engine, Vec<String>> {
    let known = added.known().to_vec();
    let indexed = spawn_blocking(move || {
        let in_files = put_into(&mut faq, &known);
        (Engine::with_vectors(faq, vectors), in_files)
    });
    let (engine, in_files) = indexed.await.map_err(|_| vec![PANICKED.to_owned()])?;
    added.let_go(in_files).await;
    Ok(engine)
}

/// Keeps the FAQ in force what its folder says. Another one is put in force by `put_in_force`.
pub(crate) struct Reloader<F> {
    pub(crate) origin: FaqSource,
    pub(crate) put_in_force: F,
    pub(crate) health: Arc<Health>,
    /// What the files in force say.
    pub(crate) in_force: LoadedFaq,
    /// What the staff added to it.
    pub(crate) added: AddedPhrasings,
    pub(crate) asks: mpsc::Receiver<Ask>,
    /// The sentence encoder, if there is one: the bot answers without it until all phrasings are encoded.
    pub(crate) vectors: Option<Arc<dyn SentenceVectors>>,
    /// Whether the FAQ in force is read with it.
    pub(crate) is_encoded: bool,
    /// How often another engine was put in force.
    pub(crate) swaps: u64,
}

/// An engine with the sentence encoder that is being made, since when, and how often another was in force before.
struct EngineInTheMaking {
    made: JoinHandle<Engine>,
    began: Instant,
    swaps: u64,
}

impl<F: Fn(Engine)> Reloader<F> {
    /// Keeps at it until dropped. Wishes that come while one is granted are granted together after it.
    pub(crate) async fn run(&mut self) {
        // A correction does not wait until all phrasings are encoded, which takes minutes with a large model.
        let mut encoding = self.begin_encoding();
        let changes = Arc::new(Notify::new());
        let mut watch = self.watch(&changes);
        // What is there to know of the last files looked at; those of a refused FAQ are not refused again and again.
        let mut seen = self.in_force.sum;
        // What changed between the start and the watch.
        changes.notify_one();
        loop {
            let mut answers = Vec::new();
            let mut is_asked = tokio::select! {
                ask = next(&mut self.asks) => { answers.extend(ask); true }
                () = changes.notified() => tokio::select! {
                    ask = next(&mut self.asks) => { answers.extend(ask); true }
                    () = quiet(&changes) => false,
                },
                () = self.added.change() => {
                    self.put_added_in_force().await;
                    continue;
                }
                made = made(&mut encoding) => {
                    if let Some(making) = encoding.take() {
                        self.put_encoder_in_force(making, made).await;
                    }
                    continue;
                }
            };
            while let Ok(ask) = self.asks.try_recv() {
                answers.extend(ask);
                is_asked = true;
            }
            // Before the folder is read, so that a change while it is read is noticed.
            if self.origin.folder.is_some() {
                drop(watch.take());
                watch = self.watch(&changes);
            }
            let Some(reloaded) = self.reload(is_asked, &mut seen).await else { continue };
            // Who asked is answered.
            if let (Reloaded::Refused { findings }, true) = (&reloaded, answers.is_empty()) {
                self.health.notices.put(Notice::RefusedFaq { findings: findings.clone() });
            }
            // Who waits no more wants no answer.
            answers.into_iter().for_each(|answer| drop(answer.send(reloaded.clone())));
        }
    }

    fn watch(&self, changes: &Arc<Notify>) -> Option<Watch> {
        let folder = self.origin.folder.as_deref()?;
        match Watch::on(folder, Arc::clone(changes)) {
            Ok(watch) => Some(watch),
            Err(error) => {
                tracing::warn!(
                    folder = %folder.display(), %error,
                    "the FAQ folder cannot be watched: after a change send SIGHUP or /reload"
                );
                None
            }
        }
    }

    /// Reads the FAQ again, and says what came of it in log and metrics; `None` when nobody asked and nothing is new.
    async fn reload(&mut self, is_asked: bool, seen: &mut [u8; 32]) -> Option<Reloaded> {
        if self.origin.folder.is_none() {
            if is_asked {
                tracing::info!("there is nothing to reload, for the FAQ is built in: start it with --faq DIR");
                return Some(Reloaded::BuiltIn);
            }
            return None;
        }
        let began = Instant::now();
        let origin = self.origin.clone();
        let files = spawn_blocking(move || origin.files()).await;
        let read = match files {
            Ok(Ok(files)) => {
                let sum = faq_dir::sum(&files);
                if sum == *seen && !is_asked {
                    tracing::debug!("the files of the FAQ are the same as before");
                    return None;
                }
                *seen = sum;
                Ok((files, sum))
            }
            Ok(Err(error)) => Err(vec![error.to_string()]),
            Err(_) => Err(vec![PANICKED.to_owned()]),
        };
        let _under_way = self.health.begin_reload();
        let reloaded = match read {
            Ok((_, sum)) if sum == self.in_force.sum => Reloaded::Unchanged,
            Ok((files, sum)) => match self.indexed(files, sum).await {
                Ok((loaded, engine)) => self.swap(loaded, engine),
                Err(findings) => Reloaded::Refused { findings },
            },
            Err(findings) => Reloaded::Refused { findings },
        };
        self.say(&reloaded, began.elapsed());
        Some(reloaded)
    }

    /// Checks and indexes a FAQ beside the work; `Err` is what to mend.
    async fn indexed(&mut self, files: Vec<File>, sum: [u8; 32]) -> Result<(LoadedFaq, Engine), Vec<String>> {
        let faq = checked(&self.origin, files).await?;
        // Another FAQ does not wait for phrasings that cannot be read: it has those that were.
        self.added.read().await;
        let vectors = self.vectors_in_force();
        let engine = index(faq.clone(), &mut self.added, vectors).await?;
        Ok((LoadedFaq { faq, sum }, engine))
    }

    /// Puts the FAQ that is in force in force again, with the phrasings that are in use now; when they cannot be read,
    /// nothing changes.
    async fn put_added_in_force(&mut self) {
        if !self.added.read().await {
            return;
        }
        let began = Instant::now();
        let _under_way = self.health.begin_reload();
        let vectors = self.vectors_in_force();
        match index(self.in_force.faq.clone(), &mut self.added, vectors).await {
            Ok(engine) => {
                self.put(engine);
                tracing::info!(
                    took_ms = began.elapsed().as_millis(),
                    "the added phrasings have changed and are in force"
                );
            }
            Err(findings) => {
                let finding = findings.first();
                tracing::error!(finding, "the added phrasings cannot be put in force; those before stay");
            }
        }
    }

    /// The sentence encoder, once it reads questions.
    fn vectors_in_force(&self) -> Option<Arc<dyn SentenceVectors>> {
        self.vectors.clone().filter(|_| self.is_encoded)
    }

    /// Begins to have the phrasings of the FAQ in force encoded, where there is a sentence encoder.
    fn begin_encoding(&self) -> Option<EngineInTheMaking> {
        let vectors = self.vectors.clone().filter(|_| !self.is_encoded)?;
        self.health.encoder_is(EncoderState::Encoding);
        tracing::info!("questions are read without the sentence encoder until all phrasings are encoded");
        let (mut faq, known) = (self.in_force.faq.clone(), self.added.known().to_vec());
        let made = spawn_blocking(move || {
            put_into(&mut faq, &known);
            Engine::with_vectors(faq, Some(vectors))
        });
        Some(EngineInTheMaking { made, began: Instant::now(), swaps: self.swaps })
    }

    /// Has questions read with the sentence encoder from now on.
    async fn put_encoder_in_force(&mut self, making: EngineInTheMaking, made: Result<Engine, JoinError>) {
        let engine = match made {
            Ok(engine) if self.swaps == making.swaps => Ok(engine),
            // The FAQ has changed meanwhile; what it has in common with the one before is encoded.
            Ok(_) => index(self.in_force.faq.clone(), &mut self.added, self.vectors.clone()).await,
            Err(_) => Err(vec![PANICKED.to_owned()]),
        };
        match engine {
            Ok(engine) => {
                self.put(engine);
                self.is_encoded = true;
                self.health.encoder_is(EncoderState::InForce);
                tracing::info!(took_ms = making.began.elapsed().as_millis(), "the sentence encoder is in force");
            }
            Err(findings) => {
                let finding = findings.first();
                tracing::error!(finding, "the sentence encoder cannot be put in force; questions are read without it");
                self.vectors = None;
                self.health.encoder_is(EncoderState::Failed);
            }
        }
    }

    fn put(&mut self, engine: Engine) {
        (self.put_in_force)(engine);
        self.swaps += 1;
    }

    fn swap(&mut self, loaded: LoadedFaq, engine: Engine) -> Reloaded {
        let entries = engine.faq().entries.len();
        self.put(engine);
        self.in_force = loaded;
        self.health.metrics.faq_is_in_force(entries);
        Reloaded::Changed { entries }
    }

    fn say(&self, reloaded: &Reloaded, took: Duration) {
        let took_ms = took.as_millis();
        let outcome = match reloaded {
            Reloaded::Changed { entries } => {
                tracing::info!(entries, took_ms, "the changed FAQ is in force");
                "changed"
            }
            Reloaded::Unchanged | Reloaded::BuiltIn => {
                tracing::info!("the FAQ was read again and is the one in force");
                "unchanged"
            }
            Reloaded::Refused { findings } => {
                let folder = self.origin.folder.as_deref().map(|folder| folder.display().to_string());
                for finding in findings {
                    tracing::error!(folder, finding, "the changed FAQ has an error");
                }
                tracing::error!(count = findings.len(), "the changed FAQ is refused; the one before stays in force");
                "refused"
            }
        };
        self.health.metrics.reloaded(outcome);
    }
}

/// The next wish; waits for ever when none can come any more.
async fn next(asks: &mut mpsc::Receiver<Ask>) -> Ask {
    match asks.recv().await {
        Some(ask) => ask,
        None => pending().await,
    }
}

/// Waits until nothing has changed for a while.
async fn quiet(changes: &Notify) {
    let rest = async { while timeout(QUIET, changes.notified()).await.is_ok() {} };
    // Whether it came to rest or not, it is read now.
    let _ = timeout(LONGEST_UNREST, rest).await;
}

/// Checks a FAQ beside the work; `Err` is what to mend.
async fn checked(origin: &FaqSource, files: Vec<File>) -> Result<Faq, Vec<String>> {
    let origin = origin.clone();
    match spawn_blocking(move || origin.load(&files)).await {
        Ok(Ok(faq)) => Ok(faq),
        Ok(Err(LoadError::Findings { findings, .. })) => {
            let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
            Err(errors.map(ToString::to_string).collect())
        }
        Ok(Err(error @ (LoadError::Unreadable(_) | LoadError::OnlyDrafts { .. }))) => Err(vec![error.to_string()]),
        Err(_) => Err(vec![PANICKED.to_owned()]),
    }
}

/// What became of an engine in the making; waits for ever when there is none.
async fn made(making: &mut Option<EngineInTheMaking>) -> Result<Engine, JoinError> {
    match making {
        Some(making) => (&mut making.made).await,
        None => pending().await,
    }
}
