//! Every kind of finding: its code, its weight, and what an editor should know of it.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The folder does not load.
    Error,
    /// The folder loads, and something in it is not as it should be.
    Warning,
    /// Something could be better.
    Advice,
}

/// A kind of finding. Codes never change and are never given twice: editors search for them.
macro_rules! kinds {
    ($($name:ident $code:literal $severity:ident $title:literal $cause:literal $mend:literal)*) => {
        /// A kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind {
            $(#[doc = $title] $name,)*
        }

        impl FindingKind {
            /// All of them, by code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its code, such as `V016`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// How much it weighs.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),* }
            }

            /// What it is, in a few words.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title),* }
            }

            /// Why it is there, and what comes of it.
            #[must_use]
            pub const fn cause(self) -> &'static str {
                match self { $(Self::$name => $cause),* }
            }

            /// What to do.
            #[must_use]
            pub const fn mend(self) -> &'static str {
                match self { $(Self::$name => $mend),* }
            }
        }
    };
}

kinds! {
    Syntax "V001" Error "a file that is not valid TOML"
        "The file cannot be read from this place on. What the rest of it would have defined is missing meanwhile; findings that only follow from that are counted and not listed."
        "Most often a quotation mark, a comma or a bracket is missing in the line named or the one before. Write it."
    MissingFile "V002" Error "faq.toml is missing"
        "A FAQ is a folder with faq.toml and one file a topic in topics/."
        "Name the folder itself with --faq, not the one around it; `verbatim new` writes one to begin with."
    UnreadFile "V003" Error "a file that nothing reads"
        "The file looks like one of a FAQ and is none by its name, so what stands in it would never be said or heard. Copies that end in .bak or begin with a dot are left alone."
        "Rename it as the finding says, or take it out of the folder."
    UnnamedSource "V004" Error "a source text that faq.toml does not name"
        "Passages are cut from texts that a [[source]] of faq.toml names, with title, origin and licence."
        "Add a [[source]] for the file, or take the file away."
    NoEntry "V005" Error "no entry at all"
        "A FAQ without entries answers nothing."
        "Write the first [[entry]] into a file of topics/: an id, a question, how else it is asked, and one or more exact slices of the source as its passage."
    MissingKey "V006" Error "something that must be there is missing"
        "The table lacks a key that has no default."
        "Add it. A corpus that is for measuring alone, and quotes nothing, says quotes = false in faq.toml and needs less."
    EmptyText "V007" Error "an empty text"
        "The text, or an item of the list, has nothing in it."
        "Write it or take it away."
    WrongType "V008" Error "a value of the wrong type"
        "The value is of a type that the key does not take."
        "Texts stand in quotation marks, lists in square brackets, dates without marks as 2026-11-23."
    UnknownKey "V009" Error "a key that nothing reads"
        "A mistyped key would be passed over in silence, so it is an error."
        "The finding names the key that may be meant, or all there are. Write it so, or take the line away."
    BadId "V010" Error "an id that cannot be one"
        "Ids stand in links and buttons for years. The name of a topic's file is its id."
        "Use 1 to 40 of a-z, 0-9 and -."
    TakenId "V011" Error "an id that is taken"
        "Entries, gaps, courtesies and red flags share one space of ids, for figures and labelled questions name them without saying what they are."
        "Rename the later one."
    UnknownName "V012" Error "a name that nothing has"
        "Something refers to an entry, subject, source or group that is not there. It may be mistyped, or have been renamed or taken away."
        "Write the name as it is now, or take the reference away."
    MissingSource "V013" Error "the file of a source is missing"
        "faq.toml names a text that is not in the folder. No passage of it can be held against it; how many there are is said, and they are not listed."
        "Put the text where `file` says, or mend the path."
    ChangedSource "V014" Error "a source text that was changed"
        "The sum in faq.toml is that of the text as it was when it was curated, and the text is another now."
        "If it was changed by accident, restore it. If there is a new edition, read it again, mend the passages, and let `verbatim check --fix` write the new sum once you have emptied sha256."
    UnsummedSource "V015" Error "a source without its sum"
        "sha256 says which text, byte for byte, the passages were cut from, so that a change is noticed."
        "`verbatim check --fix` computes it and writes it down."
    NotTheSource "V016" Error "words that are not the source's"
        "A passage, and the explanation of a quiz, is made of exact slices of the source; only white space may differ. The finding shows the nearest place and where the two part. Letters that look alike (a straight and a typographic quotation mark, a hyphen and a dash) are named by their code points."
        "Write what the source says. `verbatim check --fix` does where the two only look alike."
    UnknownLanguage "V017" Error "a language that matching does not know"
        "The words of a corpus are matched by what is known of its language. Read with the rules of another, it would answer what it should not."
        "Set `language` to the language of the text, if matching knows it; the finding names those that it knows."
    HalfReview "V018" Error "half a review"
        "A review has a reviewer and a date, and one of the two is missing."
        "Write both reviewed_by and reviewed_on, perhaps review_due, or none of them."
    UnknownPlaceholder "V019" Error "a placeholder that nothing fills"
        "People would read the braces."
        "Replies may hold {emergency}, {crisis}, {care_team} and {person}. Write one of these, or plain words."
    QuizLimit "V020" Error "a quiz that Telegram does not take"
        "A quiz has a question of at most 300 characters, 2 to 10 different options of at most 100, and an explanation of at most 200."
        "Shorten what is too long, and see to it that there are enough different options."
    QuizAnswer "V021" Error "a right answer that is no option"
        "`correct` repeats the right option word for word, so that options can be moved."
        "Copy the right option into `correct`."
    QuizExplanation "V022" Error "an explanation from outside the passage"
        "What explains the answer must be part of what the entry quotes, or the reader cannot look it up there."
        "Cut the explanation from the entry's passage, or add its slice to the passage."
    RedFlagReply "V023" Error "a red flag without one of the three replies"
        "Which reply people get in danger is for you to say, and this is none of the three."
        "Set `reply` to emergency, crisis or same_day."
    SilentRedFlag "V024" Error "a red flag that nothing sets off"
        "A red flag with neither `phrases` nor `signs` is never raised."
        "Write `phrases`, which are enough by themselves, or `signs`, which count when they are told as happening."
    BadPhrase "V025" Error "a phrase that nothing is found by"
        "A phrase is made of words, {groups} and {38..42}; ~ stands between parts that are near each other, + between parts anywhere in the message. Each part needs a word."
        "Give each part a word, or take the phrase away."
    StrayUnquoted "V026" Error "something left out that is not in the source"
        "`unquoted` lists sentences of the source that no entry quotes on purpose, each with its reason. This one is not the source's words, so it leaves nothing out."
        "Copy the sentence from the source, or take it off the list."
    NoRedFlags "V027" Error "a text about health that hears no cry for help"
        "Who asks about such a text may be in danger, and nothing hears it."
        "Write in safety.toml what people say then, or kind = \"general\" in faq.toml when the text is not about health."

    TwinPhrasing "V101" Warning "one phrasing in two places"
        "The same words lead to two entries, so that neither can be clearly meant."
        "Keep the phrasing where it belongs."
    TwinName "V102" Warning "one name for two things"
        "A name that stands for two subjects or words makes the later one unreachable."
        "Keep the name with one of them."
    UncoveredSentence "V103" Warning "a sentence that no passage holds"
        "The bot can never say this sentence."
        "Quote it in an entry, or list it in `unquoted` of its [[source]] with the reason: unquoted = [{ text = \"…\", reason = \"…\" }]."
    RaggedSlice "V104" Warning "a slice that is not cut at sentence ends"
        "Half a sentence may say what the whole does not."
        "Cut at sentence ends; where a caption is glued to a sentence in the source, cut between them."
    LateReview "V105" Warning "a review that is overdue"
        "People read when a text was reviewed, and the next review was due before today."
        "Have it reviewed and write the new dates."
    UntoldSubject "V106" Warning "a subject that nothing is about"
        "It catches questions and leads nowhere."
        "Write an entry or a gap about it, or take it out of vocabulary.toml."
    UntrueOption "V108" Warning "an option that the passage does not bear out"
        "The right option says something that the passage does not, or a wrong one stands in the explanation."
        "Word the option as the passage has it, or choose another wrong one."
    NearLimit "V109" Warning "near what a message of Telegram's holds"
        "A message holds 4096 characters and 100 buttons, also of what the bot says around yours. What is longer comes in parts, which neither follow an edit nor are shown inline."
        "Shorten the text, or make two entries or topics of it."
    EmptyTopic "V110" Warning "a topic without an entry"
        "No menu shows a topic without entries."
        "Write an entry into its file, or take the file away."
    AlikeOnButtons "V111" Warning "what looks alike on buttons, or is cut there"
        "A button shows 64 characters."
        "Put what tells two questions apart first, and shorten the title."
    RepeatedPhrasing "V112" Warning "a phrasing that is there twice"
        "The phrasing counts twice in matching."
        "`verbatim check --fix` takes the second away."
    TripsRedFlag "V113" Warning "a phrasing that raises a red flag"
        "Who asks it word for word gets where to find help, and never the entry."
        "Excuse the words with `unless` in safety.toml, or take the phrasing away."
    CannotWin "V114" Warning "an entry that its own question does not find"
        "Asked word for word, its question is answered with something else or not at all. Another entry may say the same, or the question may say too little."
        "Word the question so that it names what the entry alone is about, or make one entry of the two."

    ThinEntry "V201" Advice "an entry with few phrasings"
        "People put a question in many ways; with eight other phrasings or more most of them are found."
        "Write how people really ask, short and long, with their own words."
    NearTwins "V202" Advice "two phrasings that differ in small words alone"
        "They lead to different entries, and matching can hardly tell them apart."
        "Make one of them say what is its own."
    SentElsewhere "V203" Advice "a phrasing that is found only because it is listed"
        "Left out, it would be answered with another entry: people who put it a little differently get that one."
        "Add phrasings like it, or see whether it belongs there."
    HardToRead "V204" Advice "a reply that is hard to read"
        "Of the bot's own replies, which you write, by the Flesch-Kincaid grade. Passages are not measured: they are the source's."
        "Write shorter sentences and shorter words: more people read them, also in fear."
    QuotedAfterAll "V205" Advice "something left out that is quoted"
        "An entry quotes the sentence that `unquoted` leaves out."
        "Take it off the list."
    Draft "V206" Advice "drafts that do not answer"
        "`draft = true` says that nobody has read the entry yet. Its passage is held against the source like any other; it is not matched, offered or listed."
        "Read it, mend its question, add phrasings, then take the line away. What you do not want, delete."
}

impl FindingKind {
    /// The kind with this code, in any case.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code().eq_ignore_ascii_case(code.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::FindingKind;

    #[test]
    fn codes_are_in_order_and_tell_the_weight() {
        let codes: Vec<_> = FindingKind::ALL.iter().map(|kind| kind.code()).collect();
        assert!(codes.is_sorted_by(|one, other| one < other), "{codes:?}");
        assert!(FindingKind::ALL.is_sorted_by_key(|kind| kind.severity()));
        assert_eq!(FindingKind::of_code(" v016 "), Some(FindingKind::NotTheSource));
        assert_eq!(FindingKind::of_code("V999"), None);
    }
}
