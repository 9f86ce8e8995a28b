//! What is said around a question in one language.

/// What is said in one language.
pub(in crate::scorecard::perturbations) struct Phrases {
    /// Hello.
    pub(in crate::scorecard::perturbations) greetings: &'static [&'static str],
    /// Hello, and please.
    pub(in crate::scorecard::perturbations) openings: &'static [&'static str],
    /// Sorry to ask.
    pub(in crate::scorecard::perturbations) apologies: &'static [&'static str],
    /// Thanks before it is asked.
    pub(in crate::scorecard::perturbations) thanks_before: &'static [&'static str],
    /// Thanks after it was asked.
    pub(in crate::scorecard::perturbations) thanks_after: &'static [&'static str],
    /// What stands at the end.
    pub(in crate::scorecard::perturbations) sign_offs: &'static [&'static str],
    /// Who writes, and where they heard of it.
    pub(in crate::scorecard::perturbations) introductions: &'static [&'static str],
    /// One or two sentences about how they came to ask.
    pub(in crate::scorecard::perturbations) stories: &'static [&'static str],
    /// Many sentences of it.
    pub(in crate::scorecard::perturbations) long_stories: &'static [&'static str],
    /// Sentences after the question.
    pub(in crate::scorecard::perturbations) afterthoughts: &'static [&'static str],
    /// Questions about the bot.
    pub(in crate::scorecard::perturbations) about_bot: &'static [&'static str],
    /// Words of panic.
    pub(in crate::scorecard::perturbations) panic: &'static [&'static str],
    /// Cries of a word or two.
    pub(in crate::scorecard::perturbations) cries: &'static [&'static str],
    /// Whether this is the right place.
    pub(in crate::scorecard::perturbations) hesitations: &'static [&'static str],
    /// Asked for somebody else.
    pub(in crate::scorecard::perturbations) for_others: &'static [&'static str],
    /// A verb before the question as it is.
    pub(in crate::scorecard::perturbations) reported: &'static [&'static str],
    /// That a question comes.
    pub(in crate::scorecard::perturbations) announcements: &'static [&'static str],
    /// That it was asked before.
    pub(in crate::scorecard::perturbations) reminders: &'static [&'static str],
    /// What a message goes on from.
    pub(in crate::scorecard::perturbations) goings_on: &'static [&'static str],
    /// Sounds between words.
    pub(in crate::scorecard::perturbations) fillers: &'static [&'static str],
    /// Words as they are texted.
    pub(in crate::scorecard::perturbations) abbreviations: &'static [(&'static str, &'static str)],
    /// Words that sound like others.
    pub(in crate::scorecard::perturbations) homophones: &'static [(&'static str, &'static str)],
    /// Small numbers in words and in digits, the other way for each. 2 and 4 stay: they are texted for other words.
    pub(in crate::scorecard::perturbations) numbers: &'static [(&'static str, &'static str)],
    /// Marks, and how they are said.
    pub(in crate::scorecard::perturbations) marks: &'static [(&'static str, &'static str)],
    /// Who writes in a copied chat.
    pub(in crate::scorecard::perturbations) me: &'static [&'static str],
    /// What stands over a text that was sent on.
    pub(in crate::scorecard::perturbations) forwarded: &'static [&'static str],
    /// Subjects of mails.
    pub(in crate::scorecard::perturbations) subjects: &'static [&'static str],
    /// How mails begin.
    pub(in crate::scorecard::perturbations) salutations: &'static [&'static str],
    /// How mails end.
    pub(in crate::scorecard::perturbations) closes: &'static [&'static str],
    /// What programs put under mails.
    pub(in crate::scorecard::perturbations) signatures: &'static [&'static str],
}
