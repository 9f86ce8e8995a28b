//! What people say around a question, by language. Nothing of it is about what any corpus is about, and nobody is named.

mod de;
mod en;
mod es;

/// What is said in one language.
pub(super) struct Phrases {
    /// Hello.
    pub(super) greetings: &'static [&'static str],
    /// Hello, and please.
    pub(super) openings: &'static [&'static str],
    /// Sorry to ask.
    pub(super) apologies: &'static [&'static str],
    /// Thanks before it is asked.
    pub(super) thanks_before: &'static [&'static str],
    /// Thanks after it was asked.
    pub(super) thanks_after: &'static [&'static str],
    /// What stands at the end.
    pub(super) sign_offs: &'static [&'static str],
    /// Who writes, and where they heard of it.
    pub(super) introductions: &'static [&'static str],
    /// One or two sentences about how they came to ask.
    pub(super) stories: &'static [&'static str],
    /// Many sentences of it.
    pub(super) long_stories: &'static [&'static str],
    /// Sentences after the question.
    pub(super) afterthoughts: &'static [&'static str],
    /// Questions about the bot.
    pub(super) about_bot: &'static [&'static str],
    /// Words of panic.
    pub(super) panic: &'static [&'static str],
    /// Cries of a word or two.
    pub(super) cries: &'static [&'static str],
    /// Whether this is the right place.
    pub(super) hesitations: &'static [&'static str],
    /// Asked for somebody else.
    pub(super) for_others: &'static [&'static str],
    /// A verb before the question as it is.
    pub(super) reported: &'static [&'static str],
    /// That a question comes.
    pub(super) announcements: &'static [&'static str],
    /// That it was asked before.
    pub(super) reminders: &'static [&'static str],
    /// What a message goes on from.
    pub(super) goings_on: &'static [&'static str],
    /// Sounds between words.
    pub(super) fillers: &'static [&'static str],
    /// Words as they are texted.
    pub(super) abbreviations: &'static [(&'static str, &'static str)],
    /// Words that sound like others.
    pub(super) homophones: &'static [(&'static str, &'static str)],
    /// Small numbers in words and in digits, the other way for each. 2 and 4 stay: they are texted for other words.
    pub(super) numbers: &'static [(&'static str, &'static str)],
    /// Marks, and how they are said.
    pub(super) marks: &'static [(&'static str, &'static str)],
    /// Who writes in a copied chat.
    pub(super) me: &'static [&'static str],
    /// What stands over a text that was sent on.
    pub(super) forwarded: &'static [&'static str],
    /// Subjects of mails.
    pub(super) subjects: &'static [&'static str],
    /// How mails begin.
    pub(super) salutations: &'static [&'static str],
    /// How mails end.
    pub(super) closes: &'static [&'static str],
    /// What programs put under mails.
    pub(super) signatures: &'static [&'static str],
}

/// The phrases of a language, given as a BCP 47 tag; `None` when it is not known here.
pub(super) fn phrases(language: &str) -> Option<&'static Phrases> {
    match language.split('-').next().unwrap_or_default() {
        "de" => Some(&de::PHRASES),
        "en" => Some(&en::PHRASES),
        "es" => Some(&es::PHRASES),
        _ => None,
    }
}
