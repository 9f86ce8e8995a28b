//! The bot's own words, one catalogue (Project Fluent) a language. What the corpus holds never passes through here.

mod language;
#[cfg(test)]
mod readability;

use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

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

/// A method for each message, named like it and taking its variables. The one home of the keys: a method that nobody
/// calls does not pass the lints, and a test compares the list with every catalogue.
macro_rules! messages {
    ($($name:ident($($variable:ident: $kind:ty),*);)*) => {
        impl Wording {
            $(#[cfg_attr(not(feature = "bot"), allow(dead_code, reason = "some are said by the shell alone"))]
            pub(crate) fn $name(&self, $($variable: $kind),*) -> String {
                let args: [(&str, FluentValue<'_>); _] = [$((stringify!($variable), $variable.into())),*];
                self.message(stringify!($name), &FluentArgs::from_iter(args))
            })*
        }

        /// Every message with its variables.
        #[cfg(test)]
        const MESSAGES: &[(&str, &[&str])] = &[$((stringify!($name), &[$(stringify!($variable)),*])),*];
    };
}

messages! {
    start_command();
    topics_command();
    help_command();
    about_command();
    privacy_command();
    ask_command();
    settings_command();
    forget_command();
    post_command();

    helped();
    not_my_question();
    none_of_these();
    all_topics();
    share();
    ask_more();
    ask_in_chat();

    helped_toast();
    not_helped_toast();
    old_button_toast();

    what_i_do();
    how_to_ask();
    how_to_ask_with_example(question: &str);
    help_text();
    try_questions();
    ask_how();
    guest_how();
    short_description(title: &str);

    in_language(code: &str);
    passage_language(in_language: &str);
    message_language(in_language: &str);
    ask_language(in_language: &str);
    quiz_language(in_language: &str);

    choose();
    gap(label: &str);
    nearest();
    no_answer();

    too_long();

    pick_topic();
    pick_question();
    page(number: usize, last: usize);
    page_before(page: usize);
    page_after(page: usize);
    choice_gone();
    quiz(topic: &str);

    text_only();
    unknown_command();
    went_wrong();
    emergency_note(emergency: &str);
    help_line(emergency: &str, crisis: &str);
    understands(in_language: &str);

    source_line(title: &str, review: &str, origin: &str);
    reviewed(by: &str, on: &str);
    not_reviewed();
    licence(licence: &str);
    retrieved(date: &str);
    review_due(date: &str);
    program(questions: usize, topics: usize, version: &str);
    program_run_by(questions: usize, topics: usize, version: &str, person: &str);

    joined(title: &str);
    joined_how(username: &str);
    hears_all();
    hears_some();
    joined_settings();
    joined_channel(title: &str);
    in_private();
    in_private_held();
    in_private_button();
    held_over();
    held_by_another();
    held_answered();
    answered_above();
    answered_above_button();
    admins_ask();
    topic_off();
    too_many();

    settings_title();
    settings_help();
    settings_mode(mode: &str);
    settings_mode_help();
    settings_asked();
    settings_auto();
    settings_off();
    settings_quiet(hours: &str);
    settings_quiet_help();
    settings_quiet_until(from: &str);
    settings_hours(from: &str, until: &str);
    settings_none();
    settings_zone(zone: &str);
    settings_zone_help();
    settings_zone_unknown();
    settings_repeat(time: &str);
    settings_repeat_help();
    settings_privacy();
    settings_privacy_help();
    settings_oneself(mode: &str);
    settings_oneself_help();
    settings_oneself_private();
    settings_oneself_alone();
    settings_oneself_group();
    settings_alone_on();
    settings_alone_off();
    settings_delete(time: &str);
    settings_delete_help();
    settings_delete_never();
    settings_delete_after(time: &str);
    settings_minutes(minutes: u32);
    settings_hours_long(hours: u32);
    settings_short();
    settings_long();
    settings_topics(on: usize, all: usize);
    settings_topics_help();
    settings_here_on();
    settings_here_off();
    settings_admins();
    settings_everybody();
    settings_done();
    settings_saved();
    settings_for_admins();
    for_admins_toast();

    did_you_know();
    ask_me();
    post_title();
    post_pick();
    post_nowhere();
    post_help();
    post_paused();
    post_passage(time: &str);
    post_quiz(time: &str);
    post_passage_on(weekdays: &str, time: &str);
    post_quiz_on(weekdays: &str, time: &str);
    post_off();
    post_pause();
    post_resume();
    post_preview_passage();
    post_preview_quiz();
    post_last(at: &str);
    post_failed_at(at: &str, why: &str);
    post_next(at: &str);
    post_times();
    post_times_full();
    post_add();
    monday();
    tuesday();
    wednesday();
    thursday();
    friday();
    saturday();
    sunday();
    post_topic(topic: &str);
    post_general();
    post_topic_number(number: &str);
    post_topic_help();
    post_hour();
    post_minute();
    post_never();
    post_zone_help();
    post_confirm();
    post_now(title: &str);
    post_done(title: &str);
    post_posted(title: &str);
    post_failed(title: &str);
    post_failed_passage(title: &str);
    post_failed_quiz(title: &str);
    post_paused_itself();
    post_why_polls();
    post_why_rights();
    post_why_gone();
    post_why_topic();
    post_why_late();
    post_why_unknown();
    post_why_settings();
    post_why_other(reason: &str);
    post_nothing();
    post_gone();
    post_unknown(name: &str);
    post_in_private();

    notice_faq();
    notice_webhook(error: &str);
    notice_dead(letters: usize);
    notice_dead_posts(posts: usize);
    notice_dead_help();

    reload_changed(questions: usize);
    reload_unchanged();
    reload_refused();
    reload_more(findings: usize);
    reload_built_in();

    personal_title();
    personal_help();
    personal_automatic();
    forget_button();
    forget_question();
    forget_yes();
    forgotten();

    privacy_questions(days: u32);
    privacy_words();
    privacy_other_words();
    privacy_dead(days: u32);
    privacy_sealed();
    privacy_handled(days: u32);
    privacy_feedback(days: u32);
    privacy_chosen();
    privacy_counts(days: u32);
    privacy_settings(days: u32);
    privacy_posts();
    privacy_held();
    privacy_codes(days: u32);
    privacy_forget();
    privacy_groups(days: u32);
    privacy_telegram();

    privacy_missed(days: u32, people: u32);
    missed_title();
    missed_none();
    missed_off();
    missed_all_done();
    missed_help();
    missed_help_done();
    missed_nothing_done();
    missed_line(people: usize, words: &str);
    missed_unread();
    missed_count(misses: usize, people: usize);
    missed_words(words: &str);
    missed_hidden(people: u32);
    missed_asked();
    missed_near();
    missed_near_nothing();
    missed_unknown(count: usize);
    missed_none_of_these(count: usize);
    missed_not_mine(count: usize);
    missed_chose(count: usize);
    missed_handed_over(count: usize);
    missed_staff_chose(count: usize);
    missed_add(question: &str);
    missed_gap();
    missed_new_entry();
    missed_ignore();
    missed_other();
    missed_other_how(command: &str);
    missed_other_none();
    missed_take_back();
    missed_to_list();
    missed_to_done();
    missed_to_phrasings();
    missed_is_phrasing();
    missed_is_gap();
    missed_is_new_entry();
    missed_is_ignored();
    missed_gone();
    missed_no_words(command: &str);
    phrasing_title();
    phrasing_pair(text: &str, question: &str);
    phrasing_no_effect(cases: usize);
    phrasing_effect(cases: usize, changes: usize);
    phrasing_better(text: &str);
    phrasing_worse(text: &str);
    phrasing_more(changes: usize);
    phrasing_today(question: &str);
    phrasing_unsure();
    phrasing_breaks();
    phrasing_broken(text: &str, right: &str, given: &str);
    phrasing_nothing();
    phrasing_empty();
    phrasing_long(chars: usize);
    phrasing_there();
    phrasing_elsewhere(other: &str);
    phrasing_urgent(flag: &str);
    phrasing_no_entry(entry: &str);
    phrasing_no_cases(error: &str);
    phrasing_yes();
    phrasing_no();
    phrasing_added();
    phrasing_left();
    phrasings_title();
    phrasings_none(command: &str);
    phrasings_help(command: &str);
    phrasings_usage();
    phrasing_aside();
    phrasing_in_use();
    phrasing_undone();
    phrasing_take_back();
    phrasing_use_again();
    phrasing_gone();
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use fluent_syntax::parser;

    use super::{Language, MESSAGES, catalogue};

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
        let wanted: BTreeMap<_, _> = MESSAGES
            .iter()
            .map(|(name, variables)| (*name, variables.iter().copied().collect::<Names<'_>>()))
            .collect();
        assert_eq!(wanted.len(), MESSAGES.len(), "a message is listed twice");
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
