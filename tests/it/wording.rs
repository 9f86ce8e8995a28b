//! The bot's own words: who reads which language, what is labelled, what fits.

use std::collections::BTreeSet;

use verbatim::bot::groups::{self, AnswerMode, GroupSettings, SettingsPage};
use verbatim::bot::{ZONES, posts};
use verbatim::corpus::Faq;
use verbatim::decide::Decision;
use verbatim::engine::Outcome;
use verbatim::reply::{self, Action, Catalogues, Language, PrivacyNotice, Reloaded, Reply, Wording, language_of};
use verbatim::store::PostKind;
use verbatim::store::Retention;
use verbatim::text::Question;

use crate::decisions::ENGINE;
use crate::telegram::html::{parse, utf16_len};
use crate::telegram::updates::{Person, person, supergroup, text, voice};
use crate::test_bot::{TestBot, compare};

#[track_caller]
fn check_language(code: &str, corpus: &str, expected: Language) {
    assert_eq!(language_of(None, Some(code), corpus), expected, "{code:?}, corpus {corpus:?}");
}

#[test]
fn a_language_code_gives_a_language() {
    use Language::{Chinese, English, German, Spanish};
    for (code, expected) in [
        ("en", English),
        ("en-GB", English),
        ("EN_us", English),
        ("es", Spanish),
        ("es-419", Spanish),
        ("es-MX", Spanish),
        ("de", German),
        ("de-AT", German),
        ("DE", German),
        ("zh", Chinese),
        ("zh-hans", Chinese),
        ("zh-CN", Chinese),
        ("zh-Hans-SG", Chinese),
        ("zh-hant", Chinese),
        ("zh-TW", Chinese),
        ("pt", English),
        ("pt-br", English),
        ("et", English),
        ("den", English),
        ("gsw-DE", English),
        ("", English),
        ("-", English),
        ("not a tag", English),
        ("ünïcödé", English),
    ] {
        check_language(code, "en", expected);
    }
    // A language without a catalogue: the corpus's, and where that has none either, English.
    check_language("pt", "de-CH", German);
    check_language("pt", "fr", English);
    check_language("es", "de", Spanish);
    assert_eq!(language_of(None, None, "es"), Spanish);
    assert_eq!(language_of(Some(German), Some("es"), "en"), German);
}

/// Everything kept for so many days.
fn kept(days: u32) -> PrivacyNotice {
    PrivacyNotice {
        questions_days: days,
        dead_days: days,
        is_sealed: true,
        handled_days: days,
        feedback_days: days,
        counts_days: days,
        people_days: days,
        codes_days: days,
        follow_up_minutes: days,
        chats_days: days,
        desk_days: days,
        desk_log_days: days,
        stats_days: days,
        missed_days: days,
        missed_from: 3,
    }
}

/// Every reply that holds words of the bot's own, by what leads to it.
fn replies(faq: &Faq, wording: &Wording) -> Vec<(String, Reply)> {
    let entry = &faq.entries[0];
    let refused = |count| Reloaded::Refused { findings: vec!["a.toml:1: <b>".to_owned(); count] };
    let mut replies = vec![
        ("start".to_owned(), reply::start(faq, wording)),
        ("help".to_owned(), reply::help(faq, wording)),
        ("topics".to_owned(), reply::topics(faq, wording)),
        ("about".to_owned(), reply::about(faq, wording, "1.0")),
        ("privacy".to_owned(), reply::privacy(wording, Retention::DEFAULT.told(false))),
        ("privacy, all of it".to_owned(), reply::privacy(wording, kept(1))),
        ("text only".to_owned(), reply::text_only(faq, wording)),
        ("ask how".to_owned(), reply::ask_how(faq, wording)),
        ("guest".to_owned(), reply::guest_how(faq, wording, "faq_bot")),
        ("went wrong".to_owned(), reply::went_wrong(faq, wording)),
        ("unknown command".to_owned(), reply::unknown_command(wording)),
        ("none of these".to_owned(), reply::none_of_these(faq, wording)),
        ("not my question".to_owned(), reply::not_my_question(faq, wording, Some(entry))),
        ("reloaded".to_owned(), reply::reloaded(wording, &Reloaded::Changed { entries: 1 })),
        ("reloaded, unchanged".to_owned(), reply::reloaded(wording, &Reloaded::Unchanged)),
        ("reloaded, built in".to_owned(), reply::reloaded(wording, &Reloaded::BuiltIn)),
        ("reloaded, refused".to_owned(), reply::reloaded(wording, &refused(1))),
        ("reloaded, refused for much".to_owned(), reply::reloaded(wording, &refused(7))),
        ("notice of a FAQ".to_owned(), reply::refused_faq(wording, vec!["a.toml:1: <b>".to_owned()])),
        ("notice of a webhook".to_owned(), reply::failing_webhook(wording, "<Connection> refused")),
        ("notice of dead letters".to_owned(), reply::given_up(wording, 2, 1)),
        ("notice of failed posts".to_owned(), reply::given_up(wording, 0, 1)),
        ("gone".to_owned(), reply::choice_gone(faq, wording)),
        ("picked".to_owned(), reply::picked(faq, wording, entry, &faq.entries[1..3])),
    ];
    replies.extend(faq.topics.iter().map(|topic| (topic.id.to_string(), reply::topic(faq, wording, topic))));
    for entry in &faq.entries {
        replies.push((format!("answered {}", entry.id), reply::answered(faq, wording, entry)));
        replies.push((format!("shown {}", entry.id), reply::shown_entry(faq, wording, entry)));
        let quiz = reply::quiz(faq, wording, entry);
        replies.extend(quiz.map(|(_, before)| (format!("quiz {}", entry.id), before)));
    }
    let gaps = faq
        .gaps
        .iter()
        .flat_map(|gap| [gap.nearest.clone(), Vec::new()].map(|offered| Decision::Gap { id: gap.id.clone(), offered }));
    let decisions = [Decision::Unknown, Decision::Choose(faq.entries.iter().take(4).map(|e| e.id.clone()).collect())]
        .into_iter()
        .chain(gaps)
        .chain(faq.courtesies.iter().map(|courtesy| Decision::Courtesy(courtesy.id.clone())))
        .chain(faq.safety.red_flags.iter().map(|flag| Decision::Urgent(flag.id.clone())));
    replies.extend(decisions.flat_map(|decision| {
        let outcome = Outcome { decision, ..ENGINE.decide(&Question::new("")) };
        [
            (format!("{:?}", outcome.decision), reply::render(faq, wording, &outcome)),
            (format!("as a guest, {:?}", outcome.decision), reply::guest_answer(faq, wording, &outcome)),
        ]
    }));
    replies
        .push(("another language".to_owned(), reply::render(faq, wording, &ENGINE.decide(&Question::new("что это")))));
    replies
}

/// How each language says that a message, a passage or a quiz is in English.
fn labels(language: Language) -> [&'static str; 3] {
    match language {
        Language::English => {
            ["Parts of this message are in English.", "This passage is in English.", "This quiz is in English."]
        }
        Language::Spanish => [
            "Partes de este mensaje están en inglés.",
            "Este pasaje está en inglés.",
            "Este cuestionario está en inglés.",
        ],
        Language::German => [
            "Teile dieser Nachricht sind auf Englisch.",
            "Diese Textstelle ist auf Englisch.",
            "Dieses Quiz ist auf Englisch.",
        ],
        Language::Chinese => ["这条消息有一部分用的是英文。", "这段内容用的是英文。", "这个测验用的是英文。"],
    }
}

/// What no text of ours may hold: what was not filled in, and the invisible marks that Fluent can put around variables.
fn check_clean(text: &str) {
    assert!(!text.contains(['{', '}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']), "{text:?}");
    assert_eq!(text.trim(), text);
    assert!(!text.is_empty());
}

#[test]
fn every_reply_in_every_language_fits_and_is_labelled() {
    let faq = ENGINE.faq();
    let catalogues = Catalogues::default();
    for language in Language::ALL {
        for (name, reply) in replies(faq, catalogues.of(language)) {
            for message in reply.html() {
                let parsed = parse(&message).unwrap_or_else(|error| panic!("{name}: {error}: {message}"));
                assert!((1..=4096).contains(&utf16_len(&parsed.text)), "{name}: {message}");
                check_clean(&parsed.text);
            }
            let is_own_alone =
                ["privacy", "reloaded", "notice of", "unknown command"].iter().any(|own| name.starts_with(own));
            let wants_label = language != Language::English && !is_own_alone;
            let is_labelled = labels(language).iter().any(|label| reply.plain().contains(label));
            assert_eq!(is_labelled, wants_label, "{language:?} {name}: {reply:#?}");
            if let Some(quoted) = reply.quoted() {
                assert_eq!(quoted.disclaimer, faq.disclaimer);
                assert!(reply.plain().ends_with(&faq.disclaimer), "{language:?} {name}");
            }
            for button in reply.buttons() {
                check_clean(&button.label);
                assert!(button.label.chars().any(char::is_alphabetic), "{:?} says nothing in words", button.label);
                let most = match button.action {
                    Action::Helped(_) | Action::NotMyQuestion(_) | Action::Share(_) => 24,
                    Action::Topics | Action::NoneOfThese => 40,
                    // The corpus's words.
                    _ => continue,
                };
                assert!(button.label.chars().count() <= most, "{:?} is longer than {most}", button.label);
            }
        }
    }
}

#[test]
fn menus_toasts_and_descriptions_fit_in_every_language() {
    let faq = ENGINE.faq();
    let catalogues = Catalogues::default();
    let id = faq.entries[0].id.clone();
    for language in Language::ALL {
        let wording = catalogues.of(language);
        let commands = reply::private_commands(wording).into_iter().chain(reply::group_commands(wording));
        for command in commands {
            check_clean(&command.description);
            assert!(command.description.chars().count() <= 256, "{command:?}");
        }
        for action in [None, Some(Action::Helped(id.clone())), Some(Action::NotMyQuestion(id.clone()))] {
            let toast = reply::toast(action.as_ref(), wording).expect("it says something");
            check_clean(&toast);
            assert!(toast.chars().count() <= 200, "{toast}");
        }
        assert_eq!(reply::toast(Some(&Action::Topics), wording), None);
        for (text, most) in [(reply::description(faq, wording), 512), (reply::short_description(faq, wording), 120)] {
            check_clean(&text);
            assert!(text.chars().count() <= most && !text.ends_with('…'), "{text}");
        }
        assert!(reply::description(faq, wording).contains(&faq.disclaimer));
    }
}

#[test]
fn no_catalogue_holds_the_words_of_another() {
    let catalogues = Catalogues::default();
    let descriptions = Language::ALL.map(|language| {
        let commands = reply::private_commands(catalogues.of(language)).into_iter();
        commands.map(|command| command.description).collect::<Vec<_>>()
    });
    let all = descriptions.concat();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:#?}");
}

#[test]
fn a_corpus_in_another_language_is_labelled_for_english_readers_too() {
    let below_the_question = |corpus: &str, language: Language| {
        let faq = Faq { language: corpus.to_owned(), ..ENGINE.faq().clone() };
        let text = reply::answered(&faq, &Wording::new(language), &faq.entries[0]).plain();
        text.split("\n\n").nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(below_the_question("de-CH", Language::English), "This passage is in German.");
    assert_eq!(below_the_question("de", Language::Spanish), "Este pasaje está en alemán.");
    assert_eq!(below_the_question("fr", Language::English), "This passage is in the language of the source.");
    assert!(below_the_question("de-CH", Language::German).starts_with("> "));
    assert!(below_the_question("EN", Language::English).starts_with("> "));
}

fn german(id: i64) -> Person {
    person(id).with("language_code", "de-AT")
}

#[tokio::test]
async fn a_german_reads_german_around_the_english_passage() {
    let stage = TestBot::start().await;
    stage.check("a question", text(&german(7), "what is TACE?"), &["sendMessage What is TACE?"]).await;
    let reply = stage.fake.replies(7).pop().expect("answered");
    for words in [
        "Diese Textstelle ist auf Englisch.",
        "uses special catheters to deliver chemotherapeutic drugs",
        "Quelle: „How do you cure liver lesions?“ (nicht medizinisch geprüft).",
        &ENGINE.faq().disclaimer,
    ] {
        assert!(reply.text.contains(words), "{words}: {}", reply.text);
    }
    let labels: Vec<&str> = reply.keyboard.iter().map(|row| row[0].text.as_str()).collect();
    assert_eq!(labels[..2], ["✓ Das hat geholfen", "✗ Nicht meine Frage"]);

    let before = stage.sent().len();
    stage.fake.press_as(&german(7), 7, reply.message_id, "✓ Das hat geholfen");
    stage.quiet().await;
    let tap = ["answerCallbackQuery Vielen Dank.", "editMessageReplyMarkup"];
    compare("a tap", &stage.sent().split_off(before), &tap);
    let marked = stage.fake.replies(7).pop().expect("it stands");
    assert_eq!(marked.keyboard[0][0].text, "✅ Das hat geholfen");

    let urgent =
        stage.check("a red flag", text(&german(8), "he is vomiting blood"), &["sendMessage This could be"]).await;
    let urgent = urgent[0].text();
    assert!(urgent.contains("Wenn jetzt jemand in Gefahr ist") && urgent.contains("auf Englisch"), "{urgent}");
    stage.check("a voice message", voice(&german(9)), &["sendMessage Ich kann nur Text lesen."]).await;
    let nothing = stage.check("no answer", text(&german(9), "asdf qwer"), &["sendMessage I did not find"]).await;
    assert!(nothing[0].text().contains("Darauf habe ich keine Antwort."), "{}", nothing[0].text());
    stage.check("/help", text(&german(10), "/help"), &["sendMessage Schreiben Sie Ihre Frage"]).await;
    stage.end().await;
}

#[tokio::test]
async fn in_a_group_each_is_answered_in_their_own_language() {
    let stage = TestBot::start().await;
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    let ask = |code: &str| text(&person(7).with("language_code", code), "/ask").within(&room);
    stage.check("English", ask("en"), &["sendMessage Write your question"]).await;
    stage.check("Spanish", ask("es-MX"), &["sendMessage Escriba su pregunta"]).await;
    stage.check("Chinese", ask("zh-hans"), &["sendMessage 请把您的问题"]).await;
    stage.check("Portuguese", ask("pt-br"), &["sendMessage Write your question"]).await;
    stage.check("none", ask(""), &["sendMessage Write your question"]).await;
    stage.end().await;
}

#[test]
fn buttons_of_its_own_words_fit_a_small_screen() {
    let faq = ENGINE.faq();
    let zones = ZONES.iter().map(|zone| zone.len()).max().expect("there are some");
    let settings = GroupSettings { zone: "X".repeat(zones), ..GroupSettings::default() };
    let entry = &faq.entries[0];
    let (minutes, last, next) = (vec![1, 2, 3, 4], None, None);
    let line = posts::DailyLine { minutes, days: 0b11_1110, last, next };
    let arranged = posts::PostPanel {
        chat: -7,
        title: "T",
        zone: &settings.zone,
        daily: [Some(line.clone()), None],
        is_paused: true,
        topic: Some(31),
        lacks_polls: true,
    };
    let pages = [
        SettingsPage::All,
        SettingsPage::Mode,
        SettingsPage::QuietFrom,
        SettingsPage::QuietUntil(22),
        SettingsPage::Zone,
        SettingsPage::Repeat,
        SettingsPage::Privacy,
        SettingsPage::Oneself,
        SettingsPage::Delete,
    ];
    let catalogues = Catalogues::default();
    for language in Language::ALL {
        let wording = catalogues.of(language);
        let mut replies: Vec<_> =
            pages.iter().map(|page| groups::settings_page(faq, wording, &settings, *page, Some(3))).collect();
        replies.extend([
            groups::settings_page(
                faq,
                wording,
                &GroupSettings { mode: AnswerMode::Auto, ..settings.clone() },
                SettingsPage::All,
                Some(3),
            ),
            reply::personal_settings(wording, None),
            reply::forget_question(wording),
            groups::in_private(wording),
            groups::answered_above(wording, Some("https://t.me/c/1/1")),
            posts::post(faq, wording, entry),
            posts::post_panel(wording, &arranged),
            posts::post_days(wording, -7, "T", PostKind::Quiz, &line),
            posts::post_days(wording, -7, "T", PostKind::Quiz, &posts::DailyLine { minutes: vec![1], ..line.clone() }),
            posts::post_topics(wording, -7, "T", 31),
            posts::post_failed(wording, -7, "T", "no", PostKind::Quiz, true),
            posts::post_hours(wording, -7, "T", PostKind::Quiz),
            posts::post_confirm(wording, -7, "T", PostKind::Quiz, &entry.id),
            reply::none_of_these(faq, wording),
        ]);
        for button in replies.iter().flat_map(reply::Reply::buttons) {
            let label = &button.label;
            assert!(label.chars().count() <= 42, "{language:?}: {label}");
            assert!(label.chars().any(char::is_alphanumeric), "{language:?}: {label} means nothing when read aloud");
        }
    }
}
