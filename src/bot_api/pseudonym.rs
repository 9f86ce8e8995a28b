//! Codes that stand for people and messages where the database must tell them apart but should not name them.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// Makes codes under a key that is derived from the bot's token, so that the database alone does not lead back to ids.
#[derive(Clone)]
pub struct PseudonymKey {
    key: [u8; 32],
}

impl PseudonymKey {
    /// Codes of the bot with this token. A new token makes new codes.
    #[must_use]
    pub fn new(token: &SecretString) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"verbatim pseudonyms\0");
        hash.update(token.expose_secret());
        Self { key: hash.finalize().into() }
    }

    /// The code of a thing that these parts name together; `purpose` keeps codes of different uses apart.
    #[must_use]
    pub fn code(&self, purpose: &str, parts: &[&dyn fmt::Display]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.key);
        for part in std::iter::once(&(&purpose as &dyn fmt::Display)).chain(parts) {
            let part = part.to_string();
            // With its length before it, no part can pass for two.
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        // Hashed again, so that a code cannot be extended to another one.
        Sha256::digest(hash.finalize()).into()
    }
}

impl fmt::Debug for PseudonymKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PseudonymKey").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::PseudonymKey;

    #[test]
    fn codes_differ_by_token_purpose_and_parts() {
        let one = PseudonymKey::new(&"1:a".into());
        let other = PseudonymKey::new(&"1:b".into());
        assert_eq!(one.code("vote", &[&1, &23]), one.code("vote", &[&1, &23]));
        assert_ne!(one.code("vote", &[&1, &23]), one.code("vote", &[&12, &3]));
        assert_ne!(one.code("vote", &[&1, &23]), one.code("tap", &[&1, &23]));
        assert_ne!(one.code("vote", &[&1, &23]), other.code("vote", &[&1, &23]));
    }
}
