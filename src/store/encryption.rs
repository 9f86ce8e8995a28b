//! Texts at rest: sealed under a key before they are stored, opened after they are read. A sealed text is one line, so
//! that it stands in any column of text, beside what was stored before there was a key.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chacha20poly1305::aead::{Aead, Generate, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use sha2::{Digest, Sha256};

/// A sealed text begins so; the key's id, a colon and the nonce with the ciphertext in base64 follow.
const SEALED: &str = "sealed:";

/// What an unsealed text gets in front when it could be taken for something else: a stranger's text that begins with
/// `sealed:` must not look like one that cannot be opened.
const PLAIN: &str = "plain:";

/// The length of a nonce in bytes: long enough to be drawn at random for every text (Arciszewski, XChaCha, 2020).
const NONCE: usize = 24;

/// Seals and opens texts with XChaCha20-Poly1305.
///
/// It keeps a text from being read, changed and moved to another use; it does not hide how long the text is, and it
/// cannot tell that an older text of the same use was put back, or a plain one in place of a sealed one.
#[derive(Clone, Debug)]
pub struct Keyring {
    keys: Vec<Key>,
}

/// A key. What it is made of is wiped from memory with it, and `Debug` shows its id alone.
#[derive(Clone)]
pub struct Key {
    id: KeyId,
    cipher: XChaCha20Poly1305,
}

/// What a key is called in sealed texts and in what an operator reads: part of a hash, which leads back to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyId(u32);

/// Why a text is no key. The text is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It cannot be decoded.
    #[error("is not base64")]
    Base64,
    /// It is too short or too long.
    #[error("has {0} bytes and must have {len}", len = Key::LEN)]
    Length(usize),
}

/// Why a stored text cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecryptError {
    /// The key it is sealed with is not among those given.
    #[error("{purpose} is sealed with the key {id}, which is missing: put it behind the other keys")]
    KeyMissing {
        /// What the text is, as it was given to [`Keyring::decrypt`].
        purpose: String,
        /// The key.
        id: KeyId,
    },
    /// It is not what was sealed for this use under this key.
    #[error("{purpose} is sealed and was damaged, or it was sealed for another use: bring it back from a backup")]
    Damaged {
        /// What the text is, as it was given to [`Keyring::decrypt`].
        purpose: String,
    },
}

impl Keyring {
    /// A keyring without a key: it stores texts as they are.
    #[must_use]
    pub fn plain() -> Self {
        Self::new(Vec::new())
    }

    /// The first key seals, every key opens. Without a key it is a plain one.
    #[must_use]
    pub fn new(keys: Vec<Key>) -> Self {
        Self { keys }
    }

    /// The key that seals; `None` in a plain keyring.
    #[must_use]
    pub fn key_id(&self) -> Option<KeyId> {
        self.keys.first().map(|key| key.id)
    }

    /// What to store for a text. `purpose` is where it is stored, such as `inbox.payload`: it opens nowhere else.
    #[must_use]
    pub fn encrypt(&self, purpose: &str, text: &str) -> String {
        let Some(key) = self.keys.first() else {
            let is_marked = [SEALED, PLAIN].iter().any(|mark| text.starts_with(mark));
            return if is_marked { format!("{PLAIN}{text}") } else { text.to_owned() };
        };
        let nonce = XNonce::generate();
        let sealed = key.cipher.encrypt(&nonce, Payload { msg: text.as_bytes(), aad: purpose.as_bytes() });
        let sealed = sealed.expect("no text is as long as the 256 GB that the cipher seals at once");
        format!("{SEALED}{}:{}", key.id, BASE64.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// The text that was stored so, sealed or plain, with or without a key.
    ///
    /// # Errors
    /// When it is sealed and its key is missing, or it is not what [`Keyring::encrypt`] gave for this purpose.
    pub fn decrypt(&self, purpose: &str, stored: &str) -> Result<String, DecryptError> {
        let Some(sealed) = stored.strip_prefix(SEALED) else {
            return Ok(stored.strip_prefix(PLAIN).unwrap_or(stored).to_owned());
        };
        let damaged = || DecryptError::Damaged { purpose: purpose.to_owned() };
        let (id, sealed) =
            sealed.split_once(':').and_then(|(id, rest)| Some((KeyId::read(id)?, rest))).ok_or_else(damaged)?;
        let key = self.keys.iter().find(|key| key.id == id);
        let key = key.ok_or_else(|| DecryptError::KeyMissing { purpose: purpose.to_owned(), id })?;
        let sealed = BASE64.decode(sealed).map_err(|_| damaged())?;
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
        let text = key.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: purpose.as_bytes() });
        text.ok().and_then(|text| String::from_utf8(text).ok()).ok_or_else(damaged)
    }

    /// Whether [`Keyring::encrypt`] would store it like this today: sealed with the first key, or plain when there is none.
    #[must_use]
    pub fn is_current(&self, stored: &str) -> bool {
        match self.key_id() {
            Some(id) => stored.starts_with(&format!("{SEALED}{id}:")),
            None => !stored.starts_with(SEALED),
        }
    }
}

impl Key {
    /// The length of a key in bytes.
    pub const LEN: usize = 32;

    /// A new key from the system's randomness, as the text that is read back with `parse`.
    #[must_use]
    pub fn generate() -> SecretString {
        let key = Zeroizing::new(<[u8; Self::LEN]>::generate());
        BASE64.encode(key.as_slice()).into()
    }

    /// What it is called.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes = Zeroizing::new(BASE64.decode(text).map_err(|_| KeyError::Base64)?);
        let cipher = XChaCha20Poly1305::new_from_slice(&bytes).map_err(|_| KeyError::Length(bytes.len()))?;
        let hash = Sha256::new().chain_update(b"verbatim key\0").chain_update(&*bytes).finalize();
        let id = KeyId(u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]));
        Ok(Self { id, cipher })
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("id", &self.id).finish_non_exhaustive()
    }
}

impl KeyId {
    /// The id that is written exactly so.
    fn read(text: &str) -> Option<Self> {
        u32::from_str_radix(text, 16).ok().map(Self).filter(|id| id.to_string() == text)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, prop_assert_ne, proptest};
    use proptest::sample::Index;
    use secrecy::ExposeSecret;

    use super::{BASE64, DecryptError, Key, KeyError, Keyring, SEALED};

    /// A key of 32 equal bytes.
    fn key(byte: u8) -> Key {
        BASE64.encode([byte; Key::LEN]).parse().expect("a key")
    }

    fn damaged(purpose: &str) -> Result<String, DecryptError> {
        Err(DecryptError::Damaged { purpose: purpose.to_owned() })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_opens_with_every_vault_that_has_the_key(text in "(?s)(sealed:|plain:)?.*", purpose in "\\PC*") {
            let (plain, old, new) = (Keyring::plain(), Keyring::new(vec![key(1)]), Keyring::new(vec![key(2), key(1)]));
            for (sealing, opening) in [(&plain, [&plain, &old, &new]), (&old, [&old, &new, &new]), (&new, [&new; 3])] {
                let stored = sealing.encrypt(&purpose, &text);
                prop_assert_eq!(sealing.is_current(&stored), true);
                prop_assert_eq!(stored.lines().count() <= 1 || sealing.key_id().is_none(), true);
                for keyring in opening {
                    prop_assert_eq!(keyring.decrypt(&purpose, &stored), Ok(text.clone()));
                    prop_assert_eq!(keyring.is_current(&stored), keyring.key_id() == sealing.key_id());
                }
            }
        }

        #[test]
        fn another_byte_anywhere_is_refused(text in ".*", place in any::<Index>(), byte in 0x20..0x7fu8) {
            let keyring = Keyring::new(vec![key(1)]);
            let stored = keyring.encrypt("inbox.payload", &text).into_bytes();
            let mut changed = stored.clone();
            let place = SEALED.len() + place.index(stored.len() - SEALED.len());
            changed[place] = byte;
            let opened = keyring.decrypt("inbox.payload", &String::from_utf8(changed).expect("ASCII"));
            prop_assert_eq!(opened.is_ok(), byte == stored[place]);
        }

        #[test]
        fn a_shorter_or_longer_one_is_refused(text in ".*", cut in any::<Index>(), more in "[A-Za-z/=:]+") {
            let keyring = Keyring::new(vec![key(1)]);
            let stored = keyring.encrypt("inbox.payload", &text);
            let cut = SEALED.len() + cut.index(stored.len() - SEALED.len());
            prop_assert_eq!(keyring.decrypt("inbox.payload", &stored[..cut]).is_err(), true);
            prop_assert_eq!(keyring.decrypt("inbox.payload", &(stored + &more)).is_err(), true);
        }

        #[test]
        fn another_purpose_is_refused(text in "\\PC*", purpose in "\\PC*", other in "\\PC*") {
            let keyring = Keyring::new(vec![key(1)]);
            let opened = keyring.decrypt(&other, &keyring.encrypt(&purpose, &text));
            prop_assert_eq!(opened, if other == purpose { Ok(text) } else { damaged(&other) });
        }

        #[test]
        fn the_same_text_is_never_sealed_to_the_same(text in "\\PC*") {
            let keyring = Keyring::new(vec![key(1)]);
            prop_assert_ne!(keyring.encrypt("inbox.payload", &text), keyring.encrypt("inbox.payload", &text));
        }
    }

    #[test]
    fn what_earlier_versions_sealed_opens() {
        // Made apart from this program, of a nonce of the bytes 0 to 23.
        let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXHL++9r3lv+3DKgM+cUBW14fZ6+6a\
            KuO5Hyw4GJ4yX58RJdb0xZrhlzd3Jqo=";
        let stored = format!("sealed:9a515363:{base64}");
        assert_eq!(
            Keyring::new(vec![key(1)]).decrypt("inbox.payload", &stored).as_deref(),
            Ok("does the liver grow back? é")
        );
    }

    #[test]
    fn a_missing_key_is_named() {
        let stored = Keyring::new(vec![key(1)]).encrypt("inbox.payload", "x");
        for keyring in [Keyring::plain(), Keyring::new(vec![key(2)])] {
            let error = keyring.decrypt("inbox.payload", &stored).expect_err("no key").to_string();
            assert!(error.contains(&key(1).id().to_string()) && error.contains("inbox.payload"), "{error}");
        }
        // A key that only has the same id gets no further than its first text.
        let renamed = stored.replacen(&key(1).id().to_string(), &key(2).id().to_string(), 1);
        assert_eq!(Keyring::new(vec![key(2)]).decrypt("inbox.payload", &renamed), damaged("inbox.payload"));
    }

    #[test]
    fn a_key_is_32_bytes_and_never_shown() {
        let (one, other) = (Key::generate(), Key::generate());
        assert_ne!(one.expose_secret(), other.expose_secret());
        let read: Key = one.expose_secret().parse().expect("a key");
        for shown in [format!("{read:?}"), format!("{:?}", Keyring::new(vec![read]))] {
            assert!(shown.contains("KeyId") && !shown.contains(&one.expose_secret()[..8]), "{shown}");
        }
        for (text, error) in [
            ("", KeyError::Length(0)),
            (&BASE64.encode([1; 31]), KeyError::Length(31)),
            (&BASE64.encode([1; 33]), KeyError::Length(33)),
            ("not base64", KeyError::Base64),
            (one.expose_secret().trim_end_matches('='), KeyError::Base64),
        ] {
            assert_eq!(text.parse::<Key>().expect_err(text), error);
        }
    }
}
