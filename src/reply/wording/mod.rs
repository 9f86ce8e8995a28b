//! The bot's own words, one catalogue (Project Fluent) a language. What the corpus holds never passes through here.

/// A method for each message, named like it and taking its variables. The one home of the keys: a method that nobody
/// calls does not pass the lints, and a test compares the lists with every catalogue.
macro_rules! messages {
    ($list:ident: $($name:ident($($variable:ident: $kind:ty),*);)*) => {
        use fluent_bundle::{FluentArgs, FluentValue};

        use super::Wording;

        impl Wording {
            $(#[cfg_attr(not(feature = "bot"), allow(dead_code, reason = "some are said by the shell alone"))]
            pub(crate) fn $name(&self, $($variable: $kind),*) -> String {
                let args: [(&str, FluentValue<'_>); _] = [$((stringify!($variable), $variable.into())),*];
                self.message(stringify!($name), &FluentArgs::from_iter(args))
            })*
        }

        /// Every message with its variables.
        #[cfg(test)]
        pub(super) const $list: &[(&str, &[&str])] = &[$((stringify!($name), &[$(stringify!($variable)),*])),*];
    };
}

mod desk_messages;
mod language;
mod messages;
#[cfg(test)]
mod readability;
mod staff_messages;

use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use self::language::{Language, language_of};
use crate::corpus::Faq;
use crate::engine::Outcome;

/// The bot's own words in one language.
pub struct Wording {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// The bot's own words in every language; a clone shares them.
#[derive(Clone, Debug)]
pub struct Catalogues(Arc<[Wording; Language::ALL.len()]>);

impl Default for Catalogues {
    fn default() -> Self {
        Self(Arc::new(Language::ALL.map(Wording::new)))
    }
}

impl Catalogues {
    /// The words of one language.
    #[must_use]
    pub fn of(&self, language: Language) -> &Wording {
        &self.0[language as usize]
    }

    /// The words for the reply to a message: in the language that it is in where there is a catalogue, else those that
    /// its writer gets otherwise.
    #[must_use]
    pub fn answering<'a>(&'a self, outcome: &Outcome, otherwise: &'a Wording) -> &'a Wording {
        let written = outcome.foreign.and_then(|foreign| Language::of_tag(foreign.language?));
        written.map_or(otherwise, |language| self.of(language))
    }
}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wording").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Wording {
    /// Reads the catalogue of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let resource = FluentResource::try_new(catalogue(language).to_owned());
        let locale = language.code().parse().expect("two letters are a locale");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks around what is put in are invisible, and a person who copies a text would copy them too.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource.expect("a test reads every catalogue")).expect("no message is there twice");
        Self { language, bundle }
    }

    /// The language.
    #[cfg_attr(not(feature = "bot"), allow(dead_code, reason = "the shell alone asks"))]
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// Which language the corpus is in, such as `in English`; `None` when it is the language of these words.
    pub(super) fn other_language(&self, faq: &Faq) -> Option<String> {
        let code = language::code_of(&faq.language);
        (code != self.language.code()).then(|| self.in_language(&code))
    }

    /// Which language the corpus is in, such as `in English`.
    pub(super) fn corpus_language(&self, faq: &Faq) -> String {
        self.in_language(&language::code_of(&faq.language))
    }

    /// The short names of the weekdays, Monday first.
    #[cfg_attr(not(feature = "bot"), allow(dead_code, reason = "the shell alone asks"))]
    pub(crate) fn weekdays(&self) -> [String; 7] {
        [
            self.monday(),
            self.tuesday(),
            self.wednesday(),
            self.thursday(),
            self.friday(),
            self.saturday(),
            self.sunday(),
        ]
    }

    fn message(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let message = self.bundle.get_message(key).expect("a test looks for every message in every catalogue");
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(message.value().expect("it has a text"), Some(args), &mut errors);
        debug_assert!(errors.is_empty(), "{key} in {:?}: {errors:?}", self.language);
        text.into_owned()
    }
}

fn catalogue(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("en.ftl"),
        Language::Spanish => include_str!("es.ftl"),
        Language::German => include_str!("de.ftl"),
        Language::Chinese => include_str!("zh.ftl"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use fluent_syntax::parser;

    use super::desk_messages::DESK_MESSAGES;
    use super::messages::MESSAGES;
    use super::staff_messages::STAFF_MESSAGES;
    use super::{Language, catalogue};

    type Names<'a> = BTreeSet<&'a str>;

    /// The variables and the messages that a text refers to.
    fn references<'a>(pattern: &'a Pattern<&'a str>, variables: &mut Names<'a>, messages: &mut Names<'a>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            let (inline, variants) = match expression {
                Expression::Inline(inline) => (inline, [].as_slice()),
                Expression::Select { selector, variants } => (selector, variants.as_slice()),
            };
            match inline {
                InlineExpression::VariableReference { id } => drop(variables.insert(id.name)),
                InlineExpression::MessageReference { id, .. } => drop(messages.insert(id.name)),
                other => panic!("{other:?} is none that the catalogues use"),
            }
            variants.iter().for_each(|variant| references(&variant.value, variables, messages));
        }
    }

    /// Each message of a catalogue with its variables, those of messages within it included.
    fn messages(language: Language) -> BTreeMap<&'static str, Names<'static>> {
        let resource = parser::parse(catalogue(language)).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
        let entries: &'static [_] = resource.body.leak();
        let mut found = BTreeMap::new();
        for entry in entries {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) => continue,
                other => panic!("{other:?} is no message"),
            };
            let (mut variables, mut within) = (Names::new(), Names::new());
            references(message.value.as_ref().expect("it has a text"), &mut variables, &mut within);
            for other in within {
                let other: &Names<'_> = found.get(other).expect("a message stands below those that it refers to");
                variables.extend(other);
            }
            assert!(found.insert(message.id.name, variables).is_none(), "{} is there twice", message.id.name);
        }
        found
    }

    #[test]
    fn every_catalogue_has_every_message_with_its_variables_and_no_other() {
        let lists = || MESSAGES.iter().chain(DESK_MESSAGES).chain(STAFF_MESSAGES);
        let wanted: BTreeMap<_, _> =
            lists().map(|(name, variables)| (*name, variables.iter().copied().collect::<Names<'_>>())).collect();
        assert_eq!(wanted.len(), lists().count(), "a message is listed twice");
        for language in Language::ALL {
            let found = messages(language);
            let differ: Vec<_> = wanted
                .keys()
                .chain(found.keys())
                .filter(|name| wanted.get(*name) != found.get(*name))
                .map(|name| (name, wanted.get(name), found.get(name)))
                .collect();
            assert!(differ.is_empty(), "{language:?} (name, wanted, found): {differ:#?}");
        }
    }
}
