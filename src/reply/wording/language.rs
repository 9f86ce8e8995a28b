//! The languages that the bot has words in, and which of them a person reads.

/// A language that there is a catalogue for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// German.
    German,
    /// Chinese in simplified characters. Readers of traditional ones get it too: Telegram's menus know no script, and
    /// a chat in one language is read more easily than one in two.
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::English, Self::Spanish, Self::German, Self::Chinese];

    /// Its two letters (ISO 639-1).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::German => "de",
            Self::Chinese => "zh",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::German => "Deutsch",
            Self::Chinese => "简体中文",
        }
    }

    /// The language of an IETF tag such as `de-AT`, whatever its region and script; `None` when there is no catalogue.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let code = code_of(tag);
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// The language that a person gets: what they set, else what Telegram says they use (an IETF tag), else the corpus's
/// (another tag), else English.
#[must_use]
pub fn language_of(setting: Option<Language>, code: Option<&str>, corpus: &str) -> Language {
    setting.or_else(|| Language::of_tag(code?)).or_else(|| Language::of_tag(corpus)).unwrap_or(Language::English)
}

/// The part of an IETF tag that names the language, in small letters.
pub(super) fn code_of(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}
