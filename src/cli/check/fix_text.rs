//! The text of a TOML file with one thing in it mended, and every other byte as it was.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_edit::Value;

use crate::corpus::Place;
use crate::text::one_line;

/// The file with the sum of the source that is this file.
pub(super) fn with_sum(text: &str, file: &str, sha256: &str) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let is_unsummed = |table: &&DeTable<'_>| {
        let sum = table.get("sha256").and_then(|sum| sum.get_ref().as_str());
        text_of(table, "file") == Some(file) && sum.is_none_or(|sum| sum.trim().is_empty())
    };
    let source = tables(root.get_ref(), "source").find(is_unsummed)?;
    let sum = format!("\"{sha256}\"");
    if let Some(old) = source.get("sha256") {
        return Some(spliced(text, old.span(), &sum));
    }
    // On a line of its own, or behind the file's name in a table that stands on one.
    let end = source.get("file")?.span().end;
    let line = text[end..].lines().next().unwrap_or_default();
    let line_break = if text[end + line.len()..].starts_with('\r') { "\r\n" } else { "\n" };
    let line_end = end + line.len();
    let own_line = spliced(text, line_end..line_end, &format!("{line_break}sha256 = {sum}"));
    let behind = spliced(text, end..end, &format!(", sha256 = {sum}"));
    let is_summed = |mended: &String| {
        DeTable::parse(mended).is_ok_and(|root| {
            let mut sources = tables(root.get_ref(), "source");
            sources.any(|source| text_of(source, "file") == Some(file) && text_of(source, "sha256") == Some(sha256))
        })
    };
    [own_line, behind].into_iter().find(is_summed)
}

/// The file with the text at a place as it is meant: the source's words in place of what looks like them, once. However
/// the text is written, what it says then is what counts.
pub(super) fn with_words(text: &str, place: &Place, [says, source, meant]: [&str; 3]) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let start = offset(text, place)?;
    let span = root.get_ref().iter().find_map(|(_, value)| text_at(value, start))?;
    let written = &text[span.clone()];
    let is_meant = |said: &str| one_line(said) == meant;
    let mut kept = replaced(written, says, source).into_iter();
    if let Some(new) = kept.find(|new| said_by(new).is_some_and(|said| is_meant(&said))) {
        return Some(spliced(text, span, &new));
    }
    // What is escaped, or broken into lines there, is written anew.
    let said = one_line(&said_by(written)?);
    let is_this = replaced(&said, says, source).iter().any(|new| is_meant(new));
    is_this.then(|| spliced(text, span, &Value::from(meant).to_string()))
}

/// A text with other words in place of some, once for each place that they stand at; none stand anywhere between words.
fn replaced(text: &str, says: &str, source: &str) -> Vec<String> {
    if says.is_empty() {
        let either = [format!("{source} "), format!(" {source}")];
        let places = text.char_indices().map(|(at, _)| at);
        return places.flat_map(|at| either.iter().map(move |new| spliced(text, at..at, new))).collect();
    }
    text.match_indices(says).map(|(at, _)| spliced(text, at..at + says.len(), source)).collect()
}

/// The list of an entry's, gap's or courtesy's phrasings without the last that is this one.
pub(super) fn without_repeated(text: &str, id: &str, phrasing: &str) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let mut all = ["entry", "gap", "courtesy"].into_iter().flat_map(|kind| tables(root.get_ref(), kind));
    let table = all.find(|table| text_of(table, "id") == Some(id))?;
    let list = table.get("also_asked")?.get_ref().as_array()?;
    let items: Vec<&Spanned<DeValue<'_>>> = list.iter().collect();
    let number = items.iter().rposition(|item| item.get_ref().as_str().map(str::trim) == Some(phrasing))?;
    let span = items[number].span();
    let behind = &text[span.end..];
    let comma = behind.len() - behind.trim_start().len();
    if behind[comma..].starts_with(',') {
        return Some(without(text, span.start..span.end + comma + 1)).filter(|text| DeTable::parse(text).is_ok());
    }
    let shorter = without(text, span.clone());
    // Nothing stands between the one before and its comma but what stays.
    let before = number.checked_sub(1).map(|before| items[before].span().end);
    let comma = before.and_then(|end| text[end..].starts_with(',').then_some(end));
    let shorter = comma.map_or(shorter.clone(), |comma| spliced(&shorter, comma..comma + 1, ""));
    Some(shorter).filter(|text| DeTable::parse(text).is_ok())
}

/// The text without a part of a line, and without the line when nothing else is on it.
fn without(text: &str, part: Range<usize>) -> String {
    let is_blank = |c: char| c == ' ' || c == '\t';
    let (before, behind) = (&text[..part.start], &text[part.end..]);
    let (lead, rest) = (before.trim_end_matches(is_blank), behind.trim_start_matches(is_blank));
    let line_end = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
    match line_end {
        Some(next) if lead.ends_with('\n') => format!("{lead}{next}"),
        _ if rest.starts_with(']') => format!("{lead}{rest}"),
        _ => format!("{before}{rest}"),
    }
}

fn spliced(text: &str, part: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..part.start], &text[part.end..])
}

fn tables<'a>(root: &'a DeTable<'a>, key: &str) -> impl Iterator<Item = &'a DeTable<'a>> {
    let list = root.get(key).and_then(|value| value.get_ref().as_array());
    list.into_iter().flat_map(|list| list.iter()).filter_map(|item| item.get_ref().as_table())
}

fn text_of<'a>(table: &'a DeTable<'_>, key: &str) -> Option<&'a str> {
    table.get(key).and_then(|value| value.get_ref().as_str()).map(str::trim)
}

/// The bytes of the text in quotation marks that begins here.
fn text_at(value: &Spanned<DeValue<'_>>, start: usize) -> Option<Range<usize>> {
    match value.get_ref() {
        DeValue::String(_) => Some(value.span()).filter(|span| span.start == start),
        DeValue::Array(items) => items.iter().find_map(|item| text_at(item, start)),
        DeValue::Table(table) => table.iter().find_map(|(_, value)| text_at(value, start)),
        _ => None,
    }
}

/// What a text in its quotation marks says.
fn said_by(written: &str) -> Option<String> {
    let line = format!("text = {written}");
    let root = DeTable::parse(&line).ok()?;
    root.get_ref().get("text")?.get_ref().as_str().map(str::to_owned)
}

fn offset(text: &str, place: &Place) -> Option<usize> {
    let line: usize = text.split_inclusive('\n').take(place.line.checked_sub(1)?).map(str::len).sum();
    let (column, _) = text[line..].char_indices().nth(place.column.checked_sub(1)?)?;
    Some(line + column)
}

#[cfg(test)]
mod tests {
    use super::{with_sum, with_words, without_repeated};
    use crate::corpus::Place;

    #[track_caller]
    fn check_words(text: &str, column: usize, words: [&str; 3], expected: Option<&str>) {
        let place = Place { path: "t.toml".into(), line: 1, column };
        assert_eq!(with_words(text, &place, words).as_deref(), expected, "{text}");
    }

    #[test]
    fn words_are_mended_at_their_place_alone() {
        let quote = ["it's", "it\u{2019}s", "so it\u{2019}s"];
        check_words("a = \"it's\" # it's\nb", 5, quote, None);
        check_words(r#"a = ["it's", "so it's"] # it's"#, 14, quote, Some("a = [\"it's\", \"so it\u{2019}s\"] # it's"));
        check_words(r#"a = ["it's", "so it's"]"#, 6, quote, None);
        check_words(r#"a = ["it's"]"#, 5, quote, None);
        check_words(r#"a = "it's""#, 99, quote, None);
        // The first that looks like it is not always the one.
        let second = ["a'", "a\u{2019}", "a' a\u{2019} a'"];
        check_words(r#"p = "a' a' a'""#, 5, second, Some("p = \"a' a\u{2019} a'\""));
    }

    #[test]
    fn words_are_mended_however_they_are_written() {
        check_words(
            "p = 'say \u{201c}x\u{201d}'",
            5,
            ["\u{201c}x\u{201d}", "\"x\"", "say \"x\""],
            Some("p = 'say \"x\"'"),
        );
        check_words(
            "p = \"say \u{201c}x\u{201d}\"",
            5,
            ["\u{201c}x\u{201d}", "\"x\"", "say \"x\""],
            Some("p = 'say \"x\"'"),
        );
        check_words("p = 'it\u{2019}s'", 5, ["it\u{2019}s", "it's", "it's"], Some("p = \"it's\""));
        check_words("p = \"it\\u2019s\"", 5, ["it\u{2019}s", "it's", "it's"], Some("p = \"it's\""));
        check_words(
            "p = \"\"\"a\n it's b\"\"\"",
            5,
            ["it's", "it\u{2019}s", "a it\u{2019}s b"],
            Some("p = \"\"\"a\n it\u{2019}s b\"\"\""),
        );
        // Nothing is written where the source has something that nobody sees.
        check_words("n = 1\u{b0}", 5, ["", "\u{ad}", "a \u{ad} b"], None);
        check_words("p = \"a b\"", 5, ["", "\u{ad}", "a \u{ad} b"], Some("p = \"a \u{ad} b\""));
    }

    #[test]
    fn a_sum_comes_where_it_belongs_and_comments_stay() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(with_sum(text, "s", "0f").as_deref(), expected);
        check(
            "[[source]]\nfile = \"s\"\nsha256 = \"\" # of it\n",
            Some("[[source]]\nfile = \"s\"\nsha256 = \"0f\" # of it\n"),
        );
        check(
            "[[source]]\r\nfile = 's' # it\r\nid = 1\r\n",
            Some("[[source]]\r\nfile = 's' # it\r\nsha256 = \"0f\"\r\nid = 1\r\n"),
        );
        check("[[source]]\nfile = \"s\"", Some("[[source]]\nfile = \"s\"\nsha256 = \"0f\""));
        check("source = [{ file = \"s\" }]\n", Some("source = [{ file = \"s\", sha256 = \"0f\" }]\n"));
        check(
            "[[source]]\nfile = \"t\"\n[[source]]\nfile = \"s\"\n",
            Some("[[source]]\nfile = \"t\"\n[[source]]\nfile = \"s\"\nsha256 = \"0f\"\n"),
        );
        check("[[source]]\nfile = \"t\"\n", None);
        check("[[source]]\nfile = \"s\"\nsha256 = \"1\"\n", None);
        check("[[source", None);
    }

    #[test]
    fn a_phrasing_goes_and_comments_stay() {
        let check = |list: &str, expected: Option<&str>| {
            let text = |list: &str| format!("[[entry]] # e\nid = \"a\"\nalso_asked = {list} # kept\n");
            assert_eq!(without_repeated(&text(list), "a", "x"), expected.map(text), "{list}");
        };
        check(r#"["x", "y", "x", "z"]"#, Some(r#"["x", "y", "z"]"#));
        check(r#"["x", "y", 'x']"#, Some(r#"["x", "y"]"#));
        check(r#"["x"]"#, Some("[]"));
        check(r#"["x", "y",]"#, Some(r#"["y",]"#));
        check(
            "[\n  \"y\", # y\n  # of x\n  \"x\", # x\n  \"z\"\n]",
            Some("[\n  \"y\", # y\n  # of x\n  # x\n  \"z\"\n]"),
        );
        check("[\r\n  \"y\", # y\r\n  \"x\",\r\n]", Some("[\r\n  \"y\", # y\r\n]"));
        check("[\n  \"y\", # y\n  \"x\"\n]", Some("[\n  \"y\" # y\n]"));
        check(r#"["y"]"#, None);
        assert_eq!(without_repeated("[[entry]]\nid = \"b\"\nalso_asked = [\"x\"]\n", "a", "x"), None);
    }
}
