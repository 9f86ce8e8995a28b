//! The phrasings that the staff added, put into the FAQ that its files make, and noticed by every process within seconds.

use std::sync::Arc;
use std::time::Duration;

use crate::corpus::{Faq, Placement};
use crate::store::{PhrasingRecord, Store};

/// How often it is seen whether other phrasings are in use: whoever added one waits for it, and the question costs
/// little.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The phrasings that are added to what the files say.
pub(crate) struct AddedPhrasings {
    store: Arc<Store>,
    /// Those in use when they were last read: what holds while the database is out of reach.
    known: Vec<PhrasingRecord>,
    /// Whether they could not be read the last time: that is said once.
    is_unreadable: bool,
}

impl AddedPhrasings {
    /// None yet.
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self { store, known: Vec::new(), is_unreadable: false }
    }

    /// Reads which are in use, and gives whether that could be done. When it cannot, as when the database is out of reach,
    /// those stay that were.
    pub(crate) async fn read(&mut self) -> bool {
        let read = self.store.phrasings_in_use().await;
        let was_unreadable = std::mem::replace(&mut self.is_unreadable, read.is_err());
        match read {
            Ok(in_use) => self.known = in_use,
            Err(error) if !was_unreadable => {
                tracing::warn!(%error, "added phrasings could not be read; those in use stay");
            }
            Err(_) => {}
        }
        !self.is_unreadable
    }

    /// Those in use when they were last read.
    pub(crate) fn known(&self) -> &[PhrasingRecord] {
        &self.known
    }

    /// Waits until others are in use than those that were read.
    pub(crate) async fn change(&self) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            // Those who need the database more say that it is gone.
            if let Ok(ids) = self.store.accepted_phrasings().await
                && !ids.iter().eq(self.known.iter().map(|one| &one.id))
            {
                return;
            }
        }
    }

    /// Lets those go that the FAQ's files have by now.
    pub(crate) async fn let_go(&mut self, in_files: Vec<i64>) {
        if in_files.is_empty() {
            return;
        }
        match self.store.let_phrasings_go(in_files.clone()).await {
            Ok(()) => {
                tracing::info!(count = in_files.len(), "added phrasings stand in the FAQ's files now and are let go");
                self.known.retain(|one| !in_files.contains(&one.id));
            }
            // The next time.
            Err(error) => tracing::warn!(%error, "added phrasings that the files have could not be let go"),
        }
    }
}

/// Puts phrasings into a FAQ that was read from its files, and gives the numbers of those that its files have by now. Those
/// whose entry is gone, or that the files give to something else, are kept aside.
pub(crate) fn put_into(faq: &mut Faq, added: &[PhrasingRecord]) -> Vec<i64> {
    let placements = faq.add_phrasings(added.iter().map(|one| (one.entry.as_str(), one.text.as_str())));
    let mut in_files = Vec::new();
    for (PhrasingRecord { id, entry, .. }, placement) in added.iter().zip(placements) {
        match placement {
            Placement::Added => {}
            Placement::There => in_files.push(*id),
            Placement::EntryGone => {
                tracing::warn!(phrasing = id, entry, "an added phrasing is kept aside, for its entry is gone");
            }
            Placement::Elsewhere(other) => {
                tracing::warn!(
                    phrasing = id, entry, %other,
                    "an added phrasing is kept aside, for the files give it to something else"
                );
            }
        }
    }
    in_files
}
