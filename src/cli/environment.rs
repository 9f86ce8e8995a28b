//! The environment, as verbs read it.

/// An environment variable; one that is empty counts as unset.
pub(super) fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
