//! Names of entries, gaps, courtesies, topics, sources, subjects and red flags.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The name of an entry, gap, courtesy, red flag or topic: 1 to 40 characters of `a-z`, `0-9` and `-`.
///
/// Cheap to clone, and stable over reloads, so that a button pressed next week still finds its entry.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Arc<str>);

impl Id {
    /// The longest id in bytes. With a prefix it fits Telegram's 64 bytes of callback data and start payloads.
    pub const MAX_LEN: usize = 40;

    /// Wraps a text that is known to be a well-formed id, or `None` when it is not.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let fits = !text.is_empty()
            && text.len() <= Self::MAX_LEN
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        fits.then(|| Self(text.into()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}
