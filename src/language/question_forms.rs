//! How a language asks and tells; folded words.

/// Words by which a message is taken apart into what it asks and what it tells.
#[derive(Debug)]
pub(crate) struct QuestionForms {
    /// Words that a question, direct or reported, begins with.
    pub(crate) openers: &'static [&'static str],
    /// Words by which a text as a whole is known as a question when it begins with one.
    pub(crate) first_words: &'static [&'static str],
    /// What follows an opener in the middle of a sentence when a question begins there: without it "the doctor who is
    /// nice" would be one.
    pub(crate) followers: &'static [&'static str],
    /// Words that join what is asked to what came before it.
    pub(crate) conjunctions: &'static [&'static str],
    /// That of them which offers another choice in the same question.
    pub(crate) alternative: &'static str,
    /// The opener that may stand before words that lead up to a question ("what can you tell me about").
    pub(crate) open_opener: &'static str,
    /// An opener that with an article behind it tells what somebody has ("everybody has an opinion").
    pub(crate) having: &'static str,
    pub(crate) articles: &'static [&'static str],
    /// Words that name what is asked at the end of those that lead up to it.
    pub(crate) lead_ends: &'static [&'static str],
    /// What stands there for something that was said before.
    pub(crate) pronouns: &'static [&'static str],
    /// What stands for the thing that was spoken of before, in what is asked next, with its forms.
    pub(crate) references: &'static [&'static str],
    /// What leads from one thing asked to the next without a verb ("what about …").
    pub(crate) turns: &'static [&'static [&'static str]],
    /// Words that tell rather than ask when a line begins with them.
    pub(crate) statement_openers: &'static [&'static str],
    /// Words that a story begins with behind a question, when nothing divides the two.
    pub(crate) story_openers: &'static [&'static str],
    /// What a time is made of beside numbers.
    pub(crate) time_words: &'static [&'static str],
    /// Names that stand for the writers in a chat's log.
    pub(crate) log_names: &'static [&'static str],
    /// Words of what is told when it says no more than that something is asked, again or by somebody else ("nobody has
    /// answered me", "my sister wants to know").
    pub(crate) about_asking: &'static [&'static str],
    /// Words that say nothing wherever they stand in what is asked.
    pub(crate) fillers: &'static [&'static str],
}
