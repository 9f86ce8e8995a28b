//! A file of `topics/` as an editor wrote it, changed in nothing but the phrasings of its entries.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, RawString, Table, TomlError, Value};

/// The ids of a file's entries.
///
/// # Errors
/// When the file is no TOML.
pub(crate) fn entries(text: &str) -> Result<Vec<String>, TomlError> {
    let document: DocumentMut = text.parse()?;
    let tables = document.get("entry").and_then(Item::as_array_of_tables).into_iter().flat_map(ArrayOfTables::iter);
    Ok(tables.filter_map(|table| Some(table.get("id")?.as_str()?.to_owned())).collect())
}

/// The file with phrasings added to its entries, each as entry and text. Those of an entry that it does not have are
/// passed over.
///
/// # Errors
/// When the file is no TOML.
pub(crate) fn add_phrasings(text: &str, phrasings: &[(&str, &str)]) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    if !entries(text)?.iter().any(|id| phrasings.iter().any(|(entry, _)| entry == id)) {
        return Ok(text.to_owned());
    }
    let tables = document.get_mut("entry").and_then(Item::as_array_of_tables_mut);
    for table in tables.into_iter().flat_map(ArrayOfTables::iter_mut) {
        let id = table.get("id").and_then(Item::as_str).unwrap_or_default().to_owned();
        for (_, text) in phrasings.iter().filter(|(entry, _)| *entry == id) {
            add(table, text);
        }
    }
    // What reads a document makes all its line ends plain.
    let written = document.to_string();
    Ok(if text.contains("\r\n") { written.replace("\r\n", "\n").replace('\n', "\r\n") } else { written })
}

fn add(table: &mut Table, text: &str) {
    match table.get_mut("also_asked").and_then(Item::as_array_mut) {
        Some(array) => push(array, text),
        None => insert(table, text),
    }
}

/// Adds to a list as those before were: on a line of its own where they are, or behind them.
fn push(array: &mut Array, text: &str) {
    let lead = array.iter().last().and_then(|last| last.decor().prefix()).and_then(RawString::as_str);
    // A comment before the last one is not before the next.
    let lead = match (array.is_empty(), lead) {
        (true, _) => String::new(),
        (false, Some(lead)) => {
            lead.rsplit_once('\n').map_or_else(|| " ".to_owned(), |(_, indent)| format!("\n{indent}"))
        }
        (false, None) => " ".to_owned(),
    };
    // What stands behind the comma of the last one, such as a comment, stays on its line.
    let trailing = array.trailing().as_str().unwrap_or_default().to_owned();
    let lead = match trailing.rsplit_once('\n') {
        Some((comment, bracket)) if array.trailing_comma() && !comment.is_empty() => {
            array.set_trailing(format!("\n{bracket}"));
            format!("{comment}{lead}")
        }
        _ => lead,
    };
    // What stands behind the last one without a comma, such as the line break before the bracket, stays the last thing.
    let behind = array.iter().last().and_then(|last| last.decor().suffix()).and_then(RawString::as_str);
    let behind = behind.unwrap_or_default().to_owned();
    if let Some(last) = array.len().checked_sub(1).and_then(|last| array.get_mut(last)) {
        last.decor_mut().set_suffix("");
    }
    array.push_formatted(Value::from(text).decorated(lead, behind));
}

/// Adds a list to an entry that had none, directly behind its question; the rest stays as it stands.
fn insert(table: &mut Table, text: &str) {
    let mut order: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let behind = order.iter().position(|key| key == "question").map_or(order.len(), |at| at + 1);
    order.insert(behind, "also_asked".to_owned());
    let mut array = Array::new();
    array.push(text);
    table.insert("also_asked", Item::Value(Value::Array(array)));
    let place = |key: &str| order.iter().position(|known| known == key);
    table.sort_values_by(|one, _, other, _| place(one.get()).cmp(&place(other.get())));
}

#[cfg(test)]
mod tests {
    use super::{add_phrasings, entries};

    #[track_caller]
    fn check(before: &str, entry: &str, text: &str, after: &str) {
        assert_eq!(add_phrasings(before, &[(entry, text)]).expect("TOML"), after);
    }

    #[test]
    fn one_line_stays_one_line() {
        check(
            "[[entry]]\nid = \"a\"\nalso_asked = [\"x\", \"y\"] # kept\nquestion = \"q\"\n",
            "a",
            "say \"z\"",
            "[[entry]]\nid = \"a\"\nalso_asked = [\"x\", \"y\", 'say \"z\"'] # kept\nquestion = \"q\"\n",
        );
        check("[[entry]]\nid = \"a\"\nalso_asked = []\n", "a", "z", "[[entry]]\nid = \"a\"\nalso_asked = [\"z\"]\n");
    }

    #[test]
    fn lines_of_their_own_stay_so_with_comments_and_commas() {
        check(
            "# top\n[[entry]]\nid = \"a\"\nalso_asked = [\n  # first\n  \"x\",\n  # about y\n  \"y\", # behind\n]\n\n[[entry]]\nid = \"b\"\n",
            "a",
            "z",
            "# top\n[[entry]]\nid = \"a\"\nalso_asked = [\n  # first\n  \"x\",\n  # about y\n  \"y\", # behind\n  \"z\",\n]\n\n[[entry]]\nid = \"b\"\n",
        );
        check(
            "[[entry]]\nid = \"a\"\nalso_asked = [\n    \"x\",\n    \"y\"\n]\n",
            "a",
            "z",
            "[[entry]]\nid = \"a\"\nalso_asked = [\n    \"x\",\n    \"y\",\n    \"z\"\n]\n",
        );
    }

    #[test]
    fn an_entry_without_phrasings_gets_a_list_behind_its_question() {
        check(
            "title = \"t\"\n\n[[entry]]\nid = \"a\"\nquestion = \"q\" # asked\npassage = \"p\"\n\n[entry.quiz]\ncorrect = 1\n",
            "a",
            "z",
            "title = \"t\"\n\n[[entry]]\nid = \"a\"\nquestion = \"q\" # asked\nalso_asked = [\"z\"]\npassage = \"p\"\n\n[entry.quiz]\ncorrect = 1\n",
        );
    }

    #[test]
    fn a_list_that_is_added_leaves_the_order_of_the_keys() {
        check(
            "[[entry]]\n# why\npassage = \"p\"\nquestion = \"q\"\nrelated = []\nid = \"a\"\n\n[entry.quiz]\ncorrect = 1\n",
            "a",
            "z",
            "[[entry]]\n# why\npassage = \"p\"\nquestion = \"q\"\nalso_asked = [\"z\"]\nrelated = []\nid = \"a\"\n\n[entry.quiz]\ncorrect = 1\n",
        );
    }

    #[test]
    fn what_is_not_there_changes_nothing() {
        let text = "# c\n[[entry]]\nid   =  \"a\"\r\nalso_asked = [ \"x\" ,]\n";
        check(text, "b", "z", text);
        check(
            "[[entry]]\r\nid = \"a\"\r\nalso_asked = [\r\n  \"x\",\r\n]\r\n",
            "a",
            "z",
            "[[entry]]\r\nid = \"a\"\r\nalso_asked = [\r\n  \"x\",\r\n  \"z\",\r\n]\r\n",
        );
        assert_eq!(entries(text).expect("TOML"), ["a"]);
        assert!(entries("[[entry").is_err());
    }
}
