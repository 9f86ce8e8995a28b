//! Every kind of change, a row a kind. A new kind is a row here and, where no function does it yet, a function in the
//! file of its area.

use super::dice::Dice;
use super::letters::{self, LONG, in_one_word};
use super::perturbation::Area::{Layout, Scripts, Typing, Wrapping};
use super::perturbation::Harm::{Damaged, Whole};
use super::perturbation::{Area, Harm, Perturbation};
use super::{layout, marks, scripts, typing, wrapping};

/// Every kind, by area.
pub const PERTURBATIONS: &[Perturbation] = &[
    // Typing: letters and words.
    row("lower_case", Typing, Whole, "all letters small", typing::lower_case),
    row("upper_case", Typing, Whole, "all letters capital", typing::upper_case),
    row("title_case", Typing, Whole, "a capital letter at each word's start", typing::title_case),
    row("caps_lock", Typing, Whole, "capital letters small, small ones capital", typing::caps_lock),
    row("missing_letter", Typing, Damaged, "a letter is missing in a long word", |text, dice| {
        in_one_word(text, dice, LONG, letters::missing)
    }),
    row("doubled_letter", Typing, Damaged, "a letter is doubled in a long word", |text, dice| {
        in_one_word(text, dice, LONG, letters::doubled)
    }),
    row("swapped_letters", Typing, Damaged, "two letters are swapped in a long word", |text, dice| {
        in_one_word(text, dice, LONG, letters::swapped)
    }),
    row("neighbour_key", Typing, Damaged, "the key beside was hit in a long word", |text, dice| {
        in_one_word(text, dice, LONG, letters::neighbour)
    }),
    row("two_slips", Typing, Damaged, "two long words have a slip each", letters::in_two_words),
    row("stretched_vowel", Typing, Damaged, "the last vowel of a word four times", |text, dice| {
        in_one_word(text, dice, 4, letters::stretched_vowel)
    }),
    row("stretched_end", Typing, Damaged, "the last letter of a word four times", |text, dice| {
        in_one_word(text, dice, 4, letters::stretched_end)
    }),
    row("glued_words", Typing, Damaged, "no blank between two words", typing::glued_words),
    row("split_word", Typing, Damaged, "a blank inside a long word", |text, dice| {
        in_one_word(text, dice, LONG, letters::split)
    }),
    row("spaced_word", Typing, Damaged, "blanks between the letters of a word", |text, dice| {
        in_one_word(text, dice, 4, letters::spaced)
    }),
    row("starred_letter", Typing, Damaged, "a star for a vowel of a word", |text, dice| {
        in_one_word(text, dice, 4, letters::starred)
    }),
    row("digit_for_letter", Typing, Damaged, "a digit for a letter of a word", |text, dice| {
        in_one_word(text, dice, 4, letters::digit)
    }),
    row("cut_short", Typing, Damaged, "the last word's end is missing", typing::cut_short),
    row("starred_correction", Typing, Damaged, "a slip, mended in a line of its own", typing::starred_correction),
    row("word_twice", Typing, Whole, "a word twice in a row", typing::word_twice),
    row("hyphenated", Typing, Whole, "a hyphen between two words", typing::hyphenated),
    row("unhyphenated", Typing, Whole, "no hyphens between words", typing::unhyphenated),
    row("dotted_abbreviations", Typing, Whole, "dots in abbreviations", typing::dotted_abbreviations),
    row("no_accents", Typing, Whole, "letters without their accents", typing::no_accents),
    row("texted", Typing, Damaged, "words as they are texted: u, r, pls, 2", |text, dice| {
        typing::stand_ins(text, dice, |phrases| phrases.abbreviations)
    }),
    row("homophones", Typing, Damaged, "small words that sound alike", |text, dice| {
        typing::stand_ins(text, dice, |phrases| phrases.homophones)
    }),
    row("numbers", Typing, Whole, "small numbers in words or in digits", |text, dice| {
        typing::stand_ins(text, dice, |phrases| phrases.numbers)
    }),
    row("fillers", Typing, Whole, "um, like, you know", typing::fillers),
    row("spoken_marks", Typing, Whole, "marks said as words", typing::spoken_marks),
    row("dictated", Typing, Whole, "small letters, no marks, a filler", typing::dictated),
    row("thumbed", Typing, Damaged, "small letters, no marks, no apostrophes, a slip", typing::thumbed),
    row("shouted", Typing, Whole, "a cry for help in capitals", typing::shouted),
    // Typing: marks.
    row("no_marks", Typing, Whole, "no punctuation", marks::no_marks),
    row("no_end_mark", Typing, Whole, "no mark at the end", marks::no_end_mark),
    row("end_marks", Typing, Whole, "too many marks at the end", marks::end_marks),
    row("trailing_dots", Typing, Whole, "dots at the end", marks::trailing_dots),
    row("dots_inside", Typing, Whole, "an ellipsis between two words", |text, dice| {
        marks::inside(text, dice, &["... ", "… ", "...", " .. "])
    }),
    row("comma_inside", Typing, Whole, "a comma between two words", |text, dice| {
        marks::inside(text, dice, &[", ", " , ", ","])
    }),
    row("semicolon_inside", Typing, Whole, "a semicolon between two words", |text, dice| {
        marks::inside(text, dice, &["; "])
    }),
    row("bang_inside", Typing, Whole, "exclamation marks between two words", |text, dice| {
        marks::inside(text, dice, &["! ", "!! "])
    }),
    row("dash_inside", Typing, Whole, "a dash between two words", |text, dice| {
        marks::inside(text, dice, &[" - ", " – ", "—", " -- "])
    }),
    row("dot_for_blank", Typing, Whole, "a full stop for a blank", |text, dice| marks::inside(text, dice, &["."])),
    row("blank_before_marks", Typing, Whole, "a blank before each mark", marks::blank_before_marks),
    row("no_blank_after_marks", Typing, Whole, "no blank after marks", marks::no_blank_after_marks),
    row("apostrophe_missing", Typing, Whole, "no apostrophes", |text, dice| marks::apostrophes(text, dice, &[""])),
    row("apostrophe_blank", Typing, Whole, "a blank for apostrophes", |text, dice| {
        marks::apostrophes(text, dice, &[" "])
    }),
    row("apostrophe_accent", Typing, Whole, "an accent for apostrophes", |text, dice| {
        marks::apostrophes(text, dice, &["\u{b4}", "`"])
    }),
    row("apostrophe_prime", Typing, Whole, "a prime for apostrophes", |text, dice| {
        marks::apostrophes(text, dice, &["\u{2032}", "\u{2035}"])
    }),
    row("apostrophe_curly", Typing, Whole, "printed quotation marks for apostrophes", |text, dice| {
        marks::apostrophes(text, dice, &["\u{2019}", "\u{2018}", "\u{201b}"])
    }),
    row("apostrophe_letter", Typing, Whole, "letters that look like apostrophes", |text, dice| {
        marks::apostrophes(text, dice, &["\u{2bc}", "\u{2bb}", "\u{ff07}", "\u{2b9}", "\u{a78c}"])
    }),
    row("apostrophe_beside", Typing, Damaged, "the key beside for apostrophes", |text, dice| {
        marks::apostrophes(text, dice, &[";", "\"", ","])
    }),
    row("apostrophe_spaced", Typing, Whole, "a blank beside apostrophes", |text, dice| {
        marks::apostrophes(text, dice, &["' ", " '"])
    }),
    row("apostrophe_entity", Typing, Whole, "apostrophes as a page's source has them", |text, dice| {
        marks::apostrophes(text, dice, &["&#39;", "&apos;", "&#x27;", "&rsquo;"])
    }),
    // Layout.
    row("line_end", Layout, Whole, "a line end between two words", |text, dice| marks::inside(text, dice, &["\n"])),
    row("narrow_lines", Layout, Whole, "line ends as in a narrow window", layout::narrow_lines),
    row("word_a_line", Layout, Whole, "each word on a line", |text, _| layout::every_blank(text, "\n")),
    row("cut_by_line", Layout, Whole, "a long word cut by a hyphen at a line end", |text, dice| {
        in_one_word(text, dice, LONG, letters::cut_by_line)
    }),
    row("loose", Layout, Whole, "white space around, and more of it inside", layout::loose),
    row("tabs", Layout, Whole, "tabs for blanks", |text, _| layout::every_blank(text, "\t")),
    row("unbreakable", Layout, Whole, "blanks that do not break", |text, _| layout::every_blank(text, "\u{a0}")),
    row("odd_blanks", Layout, Whole, "blanks and line ends of other kinds", |text, dice| {
        layout::every_blank(text, dice.pick(&["\u{2009}", "\u{202f}", "\u{3000}", "\u{2028}", "\r\n", "\u{85}"])?)
    }),
    row("list_mark", Layout, Whole, "a list's mark in front", |text, dice| {
        layout::behind(text, dice, &["- ", "* ", "• ", "– ", "☐ ", "+ "])
    }),
    row("numbered", Layout, Whole, "a number in front", |text, dice| {
        layout::behind(text, dice, &["1. ", "2) ", "(3) ", "a) ", "4.\n", "1️⃣ "])
    }),
    row("quoted_lines", Layout, Whole, "a mark of quoting before each line", layout::quoted_lines),
    row("heading", Layout, Whole, "a heading's mark in front", |text, dice| {
        layout::behind(text, dice, &["# ", "### ", "=== ", "<<< "])
    }),
    row("emphasized", Layout, Whole, "mark-up around a word", layout::emphasized),
    row("quotation", Layout, Whole, "quotation marks around", |text, dice| {
        marks::around(text, dice, &[("\"", "\""), ("“", "”"), ("«", "»"), ("'", "'"), ("„", "“"), ("```\n", "\n```")])
    }),
    row("brackets", Layout, Whole, "brackets around", |text, dice| {
        marks::around(text, dice, &[("(", ")"), ("[", "]"), ("{", "}"), ("*", "*"), ("| ", " |")])
    }),
    row("emoji", Layout, Whole, "small pictures between words and at the end", layout::emoji),
    row("chat_log", Layout, Whole, "copied from a chat, with time and sender", layout::chat_log),
    row("forwarded", Layout, Whole, "sent on, with the line that says so", |text, dice| {
        Some(format!("{}{text}", dice.phrase(|phrases| phrases.forwarded)?))
    }),
    row("signature", Layout, Whole, "what a program puts under a mail", |text, dice| {
        Some(format!("{text}\n\n{}", dice.phrase(|phrases| phrases.signatures)?))
    }),
    row("link", Layout, Whole, "a link beside it", |text, dice| {
        if dice.below(2) == 0 {
            layout::before(text, dice, &[" https://example.org/page?id=17", "\nhttps://example.com/a-page.html"])
        } else {
            layout::behind(text, dice, &["https://example.org/page?id=17 ", "example.com/share/9f3c\n"])
        }
    }),
    row("mention", Layout, Whole, "somebody's name in the chat in front, or a tag", |text, dice| {
        layout::behind(text, dice, &["@helper_bot ", "@everyone ", "#question ", "@faq "])
    }),
    row("entities", Layout, Whole, "characters as a page's source has them", layout::entities),
    row("tags", Layout, Whole, "a page's mark-up", layout::tags),
    row("mojibake", Layout, Whole, "characters read in an older encoding", layout::mojibake),
    // Wrapping.
    row("greeting", Wrapping, Whole, "a greeting in front", |t, d| wrapping::front(t, d, |p| p.greetings)),
    row("opening", Wrapping, Whole, "a polite opening in front", |t, d| wrapping::front(t, d, |p| p.openings)),
    row("apology", Wrapping, Whole, "an apology in front", |t, d| wrapping::front(t, d, |p| p.apologies)),
    row("thanks_before", Wrapping, Whole, "thanks in front", |t, d| wrapping::front(t, d, |p| p.thanks_before)),
    row("thanks_after", Wrapping, Whole, "thanks after", |t, d| wrapping::after(t, d, |p| p.thanks_after)),
    row("sign_off", Wrapping, Whole, "a sign-off after", |t, d| wrapping::after(t, d, |p| p.sign_offs)),
    row("introduction", Wrapping, Whole, "who writes, in front", |t, d| wrapping::front(t, d, |p| p.introductions)),
    row("story", Wrapping, Whole, "a sentence of a story in front", |t, d| wrapping::front(t, d, |p| p.stories)),
    row("long_story", Wrapping, Whole, "a long story in front", |t, d| wrapping::front(t, d, |p| p.long_stories)),
    row("story_after", Wrapping, Whole, "a story after", |t, d| wrapping::after(t, d, |p| p.afterthoughts)),
    row("about_bot", Wrapping, Whole, "a question about the bot in front", |t, d| {
        wrapping::front(t, d, |p| p.about_bot)
    }),
    row("panic", Wrapping, Whole, "words of panic in front", |t, d| wrapping::front(t, d, |p| p.panic)),
    row("panic_after", Wrapping, Whole, "words of panic after", |t, d| wrapping::after(t, d, |p| p.panic)),
    row("hesitation", Wrapping, Whole, "whether this is the place, in front", |t, d| {
        wrapping::front(t, d, |p| p.hesitations)
    }),
    row("for_other", Wrapping, Whole, "asked for somebody else", |t, d| wrapping::front(t, d, |p| p.for_others)),
    row("reported", Wrapping, Whole, "“I would like to know” in front", |t, d| {
        wrapping::front(t, d, |p| p.reported)
    }),
    row("announced", Wrapping, Whole, "“quick question” in front", |t, d| {
        wrapping::front(t, d, |p| p.announcements)
    }),
    row("reminder", Wrapping, Whole, "that it was asked before, in front", |t, d| {
        wrapping::front(t, d, |p| p.reminders)
    }),
    row("going_on", Wrapping, Whole, "“and”, “so” in front", |t, d| wrapping::front(t, d, |p| p.goings_on)),
    row("asked_twice", Wrapping, Whole, "the same again after it", wrapping::asked_twice),
    row("line_in_front", Wrapping, Whole, "a greeting and an empty line in front", wrapping::line_in_front),
    row("letter", Wrapping, Whole, "a greeting, a story, thanks and a sign-off around", wrapping::letter),
    row("mail", Wrapping, Whole, "a mail with subject, salutation and signature", layout::mail),
    // Scripts.
    row("full_width", Scripts, Whole, "letters as wide as Chinese ones", scripts::full_width),
    row("cyrillic", Scripts, Whole, "a Cyrillic look-alike in each word", |text, dice| {
        scripts::look_alikes(text, dice, scripts::CYRILLIC)
    }),
    row("greek", Scripts, Whole, "a Greek look-alike in each word", |text, dice| {
        scripts::look_alikes(text, dice, scripts::GREEK)
    }),
    row("styled", Scripts, Whole, "mathematical letters", scripts::styled),
    row("zero_width", Scripts, Whole, "spaces and joiners of no width inside words", |text, dice| {
        scripts::between_letters(text, dice, &['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'])
    }),
    row("soft_hyphens", Scripts, Whole, "soft hyphens inside words", |text, dice| {
        scripts::between_letters(text, dice, &['\u{ad}'])
    }),
    row("directions", Scripts, Whole, "marks of direction", scripts::directions),
    row("unseen_marks", Scripts, Whole, "rare characters that print nothing", |text, dice| {
        scripts::between_letters(text, dice, &['\u{180e}', '\u{61c}', '\u{206a}', '\u{206f}', '\u{2061}', '\u{e0041}'])
    }),
    row("hangul_fillers", Scripts, Whole, "Korean letters that print nothing", |text, dice| {
        scripts::between_letters(text, dice, &['\u{3164}', '\u{115f}', '\u{1160}', '\u{ffa0}'])
    }),
    row("variation", Scripts, Whole, "variation selectors after letters", |text, dice| {
        scripts::after_letters(text, dice, &['\u{fe0f}', '\u{fe00}', '\u{e0100}'])
    }),
    row("struck_out", Scripts, Whole, "a line through or under letters", |text, dice| {
        scripts::after_letters(text, dice, &['\u{336}', '\u{332}', '\u{335}'])
    }),
    row("accents", Scripts, Whole, "an accent on a vowel of each word", scripts::accents),
    row("decomposed", Scripts, Whole, "accents as characters of their own", scripts::decomposed),
    row("ligatures", Scripts, Whole, "ligatures for letter pairs", scripts::ligatures),
];

const fn row(
    name: &'static str,
    area: Area,
    harm: Harm,
    does: &'static str,
    apply: fn(&str, &mut Dice) -> Option<String>,
) -> Perturbation {
    Perturbation { name, area, harm, does, apply }
}
