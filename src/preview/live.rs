//! The FAQ that the preview answers from, kept what its files say.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as AsyncMutex, Notify, watch};
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::standing::{GoodFaq, PANICKED, Standing};
use super::taught::Taught;
use crate::faq_dir::FaqSource;
use crate::matcher::SentenceVectors;
use crate::ops::watch::Watch;
use crate::reply::Catalogues;
use crate::scorecard::Case;

/// An editor that saves makes some changes in a row; the files are whole when so long there was none.
const QUIET: Duration = Duration::from_millis(150);

/// A folder that something writes into without end is read all the same.
const LONGEST_UNREST: Duration = Duration::from_secs(3);

/// A folder that no change is told of, such as one on another machine, is looked at so often.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What the page asks and changes.
pub(crate) struct Live {
    pub(super) origin: FaqSource,
    /// What a phrasing is tried on besides the FAQ's own.
    pub(super) labelled: Vec<Case>,
    /// The sentence encoder, if there is one.
    vectors: Option<Arc<dyn SentenceVectors>>,
    pub(super) catalogues: Catalogues,
    /// What was written, the last thing last.
    pub(super) taught: AsyncMutex<Vec<Taught>>,
    standing: watch::Sender<Arc<Standing>>,
    reading: Mutex<()>,
    checking: Mutex<()>,
}

impl Live {
    /// Reads the files for the first time, with a sentence encoder if there is one.
    pub(crate) fn new(origin: FaqSource, labelled: Vec<Case>, vectors: Option<Arc<dyn SentenceVectors>>) -> Arc<Self> {
        let first = Standing::default().read_again(&origin, vectors.as_ref()).unwrap_or_default();
        let standing = watch::Sender::new(Arc::new(first));
        let (catalogues, taught, reading, checking) = Default::default();
        Arc::new(Self { origin, labelled, vectors, catalogues, taught, standing, reading, checking })
    }

    pub(super) fn standing(&self) -> Arc<Standing> {
        Arc::clone(&self.standing.borrow())
    }

    pub(super) fn changes(&self) -> watch::Receiver<Arc<Standing>> {
        self.standing.subscribe()
    }

    /// The FAQ that answers.
    pub(super) fn good(&self) -> Option<Arc<GoodFaq>> {
        self.standing.borrow().good.clone()
    }

    /// Reads the files again now. It blocks.
    pub(super) fn read_again(&self) {
        let _alone = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(next) = self.standing().read_again(&self.origin, self.vectors.as_ref()) {
            self.standing.send_replace(Arc::new(next));
        }
    }

    /// Asks the FAQ its own phrasings, which takes seconds, and says what came of it unless the files changed meanwhile.
    fn check(&self) {
        // One at a time; who waited finds that the newest files are checked already.
        let _alone = self.checking.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(checked) = self.standing().checked(&self.origin) else { return };
        self.standing.send_if_modified(|standing| {
            let is_news = standing.is_of(&checked);
            if is_news {
                *standing = Arc::new(checked);
            }
            is_news
        });
    }

    /// Keeps at it until told to stop.
    pub(super) async fn follow(self: Arc<Self>, stop: CancellationToken) {
        stop.run_until_cancelled(self.follow_on()).await;
    }

    async fn follow_on(self: Arc<Self>) {
        let changes = Arc::new(Notify::new());
        loop {
            // The watch is on what the path leads to now, and stands before the files are read.
            let folder = self.origin.folder.as_deref();
            let watch = folder.and_then(|folder| Watch::on(folder, Arc::clone(&changes)).ok());
            self.catch_up().await;
            tokio::select! {
                () = changes.notified() => quiet(&changes).await,
                () = sleep(LOOK_EVERY), if folder.is_some() && watch.is_none() => {}
            }
        }
    }

    async fn catch_up(self: &Arc<Self>) {
        let live = Arc::clone(self);
        if spawn_blocking(move || live.read_again()).await.is_err() {
            let next = self.standing().without_files(Some(PANICKED.to_owned()));
            self.standing.send_replace(Arc::new(next));
        }
        let live = Arc::clone(self);
        // Not waited for: the files may change before.
        spawn_blocking(move || live.check());
    }
}

/// Waits until nothing has changed for a while.
async fn quiet(changes: &Notify) {
    let rest = async { while timeout(QUIET, changes.notified()).await.is_ok() {} };
    // Whether it came to rest or not, it is read now.
    let _ = timeout(LONGEST_UNREST, rest).await;
}
