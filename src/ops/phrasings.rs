//! The phrasings that the staff added, put into the FAQ that its files make, and noticed by every process within seconds.

use std::sync::Arc;
use std::time::Duration;

use crate::corpus::{Faq, Placement};
use crate::store::{PhrasingRecord, PhrasingState, Store};

/// How often it is seen whether other phrasings are in use: whoever added one waits for it, and the question costs
/// little.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The phrasings that are added to what the files say.
pub(crate) struct AddedPhrasings {
    store: Arc<Store>,
    /// Those in use when they were last read: what holds while the database is out of reach.
    known: Vec<PhrasingRecord>,
}

impl AddedPhrasings {
    /// None yet.
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self { store, known: Vec::new() }
    }

    /// Reads which are in use. When the database is out of reach, those stay that were.
    pub(crate) async fn read(&mut self) {
        match self.store.phrasings().await {
            Ok(all) => self.known = all.into_iter().filter(|one| one.state == PhrasingState::Accepted).collect(),
            Err(error) => tracing::warn!(%error, "added phrasings could not be read; those in use stay"),
        }
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

    /// Puts them into a FAQ that was read from its files. Those that its files have by now are let go; those whose entry is
    /// gone, or that the files give to something else, are kept aside.
    pub(crate) async fn put_into(&mut self, faq: &mut Faq) {
        let mut in_files = Vec::new();
        for PhrasingRecord { id, entry, text, .. } in &self.known {
            match faq.add_phrasing(entry, text) {
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
