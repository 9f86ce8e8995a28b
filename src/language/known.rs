//! Which languages a corpus can be in: those that there is language data of.

use super::data::LanguageData;
use super::english::ENGLISH;

static KNOWN: [&LanguageData; 1] = [&ENGLISH];

/// What is known of the language of an IETF tag such as `en-GB`; `None` when nothing is.
#[must_use]
pub fn language_data(tag: &str) -> Option<&'static LanguageData> {
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    KNOWN.into_iter().find(|known| code.eq_ignore_ascii_case(known.code))
}

/// The languages that there is data of, for a person to read: "English (en)".
pub(crate) fn known_languages() -> String {
    KNOWN.map(|known| format!("{} ({})", known.name, known.code)).join(", ")
}

/// What is known of English, for tests.
#[cfg(test)]
pub(crate) fn english() -> &'static LanguageData {
    &ENGLISH
}

#[cfg(test)]
mod tests {
    use super::{known_languages, language_data};

    #[test]
    fn a_tag_chooses_its_language() {
        for (tag, expected) in [
            ("en", Some("en")),
            ("EN", Some("en")),
            ("en-GB", Some("en")),
            ("en_us", Some("en")),
            ("de", None),
            ("eng", None),
            ("", None),
        ] {
            assert_eq!(language_data(tag).map(|known| known.code), expected, "{tag}");
        }
        assert_eq!(known_languages(), "English (en)");
    }
}
