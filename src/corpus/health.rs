//! Whether a text is about health, by its words: whoever asks about such a text may be in danger while they ask.

use std::collections::BTreeSet;

use super::entry::{Faq, Source};
use super::finding::Finding;
use super::finding_kind::FindingKind;
use super::place::Place;
use crate::text::{fold, words};

/// How words of health begin, in the languages that the bot has words in. Those that a bath, a bank or a library uses as
/// well ("doctor", "treatment", "skin") are among them: it is the many different ones that tell.
const STEMS: [&str; 129] = [
    "abdom",
    "ache",
    "allerg",
    "anaesth",
    "anesth",
    "antibio",
    "arter",
    "arzt",
    "atem",
    "behandlung",
    "biops",
    "bleed",
    "blood",
    "blut",
    "bone",
    "bowel",
    "breath",
    "cancer",
    "cardi",
    "cataract",
    "catheter",
    "cells",
    "chest",
    "chirurg",
    "chronic",
    "cirrh",
    "cirug",
    "clinic",
    "colon",
    "cough",
    "cure",
    "dement",
    "diabet",
    "diagnos",
    "diarrh",
    "disease",
    "doctor",
    "dolor",
    "dosage",
    "dose",
    "dosis",
    "drug",
    "enferm",
    "epilep",
    "erkrank",
    "fatigue",
    "fever",
    "fieber",
    "fiebre",
    "fracture",
    "gland",
    "headache",
    "heart",
    "herz",
    "hormon",
    "hospital",
    "hurt",
    "illness",
    "immun",
    "infarc",
    "infect",
    "infekt",
    "inflam",
    "inject",
    "insulin",
    "kidney",
    "klinik",
    "krank",
    "krebs",
    "leber",
    "lesion",
    "liver",
    "lung",
    "malign",
    "medic",
    "medizin",
    "membrane",
    "migraine",
    "muscle",
    "nause",
    "nerve",
    "neur",
    "nurse",
    "nursing",
    "oncolog",
    "operat",
    "organ",
    "pacient",
    "pain",
    "patient",
    "pharma",
    "physician",
    "pill",
    "pregnan",
    "prescri",
    "pulmon",
    "radiat",
    "radiolog",
    "rash",
    "recovery",
    "relapse",
    "renal",
    "sangre",
    "scan",
    "schmerz",
    "seizure",
    "sick",
    "stroke",
    "surge",
    "surgi",
    "surviv",
    "swell",
    "symptom",
    "syndrom",
    "therap",
    "thromb",
    "tissue",
    "toxic",
    "tratamiento",
    "tumor",
    "tumour",
    "ulcer",
    "urin",
    "vaccin",
    "vein",
    "vessel",
    "virus",
    "vomit",
    "wound",
];

/// A text with fewer different ones is about something else: the rules of a bath name six or seven.
const FEWEST_DIFFERENT: usize = 9;

/// At least one word in so many is one of them. The liver text has one in 7, rules of a bath one in 25 at most.
const ONE_WORD_IN: usize = 20;

/// A text about health in a corpus that hears no cry for help.
pub(super) fn without_red_flags(faq: &Faq) -> Vec<Finding> {
    let unheard = faq.sources.iter().filter(|source| faq.safety.red_flags.is_empty() && is_about_health(&source.text));
    let problem = |source: &Source| {
        let place = Place::top(&source.file);
        let problem = "the text is about health and there is no red flag; write in safety.toml what a cry for help \
                       sounds like, or it gets a passage";
        Finding::new(FindingKind::NoRedFlags, place, problem)
    };
    unheard.map(problem).collect()
}

/// Whether a FAQ is about health: its editors wrote what a cry for help sounds like, or a text of its sources says so.
pub(super) fn is_health(faq: &Faq) -> bool {
    !faq.safety.red_flags.is_empty() || faq.sources.iter().any(|source| is_about_health(&source.text))
}

fn is_about_health(text: &str) -> bool {
    let folded = fold(text);
    let mut all = 0;
    let mut of_health = 0;
    let mut different = BTreeSet::new();
    for word in words(&folded) {
        all += 1;
        if let Some(stem) = STEMS.iter().find(|stem| word.text.starts_with(**stem)) {
            of_health += 1;
            different.insert(*stem);
        }
    }
    different.len() >= FEWEST_DIFFERENT && of_health * ONE_WORD_IN >= all
}

#[cfg(test)]
mod tests {
    use super::is_about_health;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_about_health(text), expected, "{text}");
    }

    #[test]
    fn texts_about_health_are_told() {
        check(
            "A cataract clouds the lens of the eye. The surgeon takes it out under local anaesthetic while the patient is \
             awake. Pain afterwards is rare. Call the clinic at once when the eye hurts, swells or bleeds, for it may be an \
             infection. Your doctor prescribes drops with an antibiotic.",
            true,
        );
        check(
            "Ein Herzinfarkt ist ein Notfall. Schmerzen in der Brust, Atemnot und Übelkeit sind Zeichen. In der Klinik wird \
             das verstopfte Blutgefäß geöffnet. Die Patienten bekommen Medikamente. Nach der Behandlung folgt eine \
             Therapie. Diabetes und andere Krankheiten müssen mitbehandelt werden. Der Arzt entscheidet über die Operation.",
            true,
        );
    }

    #[test]
    fn other_texts_are_not() {
        check("", false);
        check(
            "Readers may borrow ten books for four weeks. Food and drink stay outside. Whoever loses a card pays for a new \
             one. In the reading room it is quiet. Dogs wait at the door, guide dogs apart. A nurse reads to children who \
             are in hospital each Monday. Sick readers may have books sent home.",
            false,
        );
        check(
            "A stolen card is blocked at once, at any hour, by phone. A transfer takes one working day. We treat complaints \
             within a week. The fee for the account falls away for students. In an emergency abroad, the bank sends cash. \
             Cover for hospital bills comes with the gold card. Operations on the account are shown in the app.",
            false,
        );
        check(
            "The bath opens at seven. Children under eight swim with an adult. Shower before you swim. With open wounds, a \
             rash or an infectious disease you may not enter the water. People with a weak heart should ask their doctor \
             before they use the sauna. Pregnant guests avoid the hot pool. Lockers take a coin. The pool attendant gives \
             first aid. Running is not allowed. Caps are worn in the lanes. Tickets hold for two hours, and the evening \
             ticket is cheaper. Lost things are kept for a month at the till. Diving from the edge is forbidden, and \
             parties need leave. The slide closes half an hour before the bath does.",
            false,
        );
    }
}
