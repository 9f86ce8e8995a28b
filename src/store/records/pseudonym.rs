//! What stands for somebody or something that should not be named.

/// A keyed hash that stands for a person, a message, or something else that should not be named.
pub type Pseudonym = [u8; 32];
