//! Documents into drafts: every shape of file that people have, what is said of what was left out, and what is refused.

mod figures;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use verbatim::corpus::{self, Faq};
use verbatim::faq_dir;

use crate::cli::check;
use crate::corpus::TODAY;

fn path(folder: &Path) -> &str {
    folder.to_str().expect("UTF-8")
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/import/files").join(name)
}

/// A folder that was imported.
struct Imported {
    _dir: tempfile::TempDir,
    folder: PathBuf,
    said: String,
}

/// Imports a file, and makes sure that the folder passes the check as drafts and without the lines that make them so.
#[track_caller]
fn import_file(file: &Path, options: &[&str]) -> Imported {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("faq");
    let args = [&["import", path(file), "--into", path(&folder)], options].concat();
    let said = check(&args, "", 0, &["A draft never answers"]);
    let faq = undrafted(&folder, false);
    assert!(faq.entries.is_empty() && !faq.drafts.is_empty());
    assert!(undrafted(&folder, true).drafts.is_empty());
    Imported { _dir: dir, folder, said }
}

#[track_caller]
fn import_bytes(name: &str, bytes: &[u8], options: &[&str]) -> Imported {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join(name);
    fs::write(&file, bytes).expect("written");
    import_file(&file, options)
}

/// The FAQ of a folder, perhaps with its drafts as entries; no error, and no sentence that stands nowhere.
#[track_caller]
fn undrafted(folder: &Path, is_undrafted: bool) -> Faq {
    let mut files = faq_dir::files(Some(folder)).expect("a folder");
    if is_undrafted {
        files.iter_mut().for_each(|file| file.text = file.text.replace("draft = true\n", ""));
    }
    let (faq, findings) = corpus::inspect(&files, TODAY);
    let told: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert!(!findings.iter().any(|finding| finding.kind.code().starts_with("V0")), "{told:#?}");
    assert!(!findings.iter().any(|finding| ["V103", "V104", "V101"].contains(&finding.kind.code())), "{told:#?}");
    faq.unwrap_or_else(|| panic!("{told:#?}"))
}

impl Imported {
    /// Questions of the drafts in their order.
    fn questions(&self) -> Vec<String> {
        undrafted(&self.folder, false).drafts.into_iter().map(|draft| draft.question).collect()
    }

    /// The passage of the draft with that question.
    #[track_caller]
    fn passage(&self, question: &str) -> String {
        let faq = undrafted(&self.folder, false);
        let draft = faq.drafts.iter().find(|draft| draft.question == question);
        let draft = draft.unwrap_or_else(|| panic!("{question:?} is not among {:?}", self.questions()));
        draft.passage.as_ref().expect("a passage").text()
    }

    fn source(&self) -> String {
        fs::read_to_string(self.folder.join("sources/text.txt")).expect("the source")
    }

    #[track_caller]
    fn says(&self, parts: &[&str]) {
        for part in parts {
            assert!(self.said.contains(part), "{part:?} is not in {}", self.said);
        }
    }
}

#[test]
fn a_text_is_kept_byte_for_byte_and_drafts_never_answer() {
    let text = "The house\r\n\r\nOpening hours\r\n\r\nThe house opens at nine. It closes\r\nat six.\r\n\r\nHow to book a room\r\n\r\nRooms are booked at the desk.\r\n\r\nBring:\r\n- a card\r\n- a pen\r\n\r\nAre dogs allowed?\r\nNo. They wait outside.\r\n";
    let found = import_bytes("house.txt", text.as_bytes(), &[]);
    assert_eq!(found.source(), text);
    assert_eq!(
        found.passage("How do I book a room?"),
        "Rooms are booked at the desk.\n\nBring:\n\n- a card\n\n- a pen"
    );
    assert_eq!(found.passage("When does the house open?"), "The house opens at nine. It closes at six.");
    assert_eq!(found.passage("Are dogs allowed?"), "No. They wait outside.");
    let faq = path(&found.folder).to_owned();
    check(&["check", "--faq", &faq], "", 0, &["advice[V206]", "does not answer", "3 drafts that do not answer"]);
    check(
        &["ask", "--faq", &faq, "are dogs allowed"],
        "",
        2,
        &["has drafts alone (3 of them)", "take the line `draft = true` away"],
    );

    // One is read by an editor and answers; the others are still not there, not even where something leads to them.
    let topic = found.folder.join("topics/are-dogs-allowed.toml");
    let read = fs::read_to_string(&topic).expect("a topic").replace("draft = true\n", "related = [\"book-a-room\"]\n");
    fs::write(&topic, read).expect("written");
    check(&["ask", "--faq", &faq, "are dogs allowed"], "", 0, &["They wait outside."]);
    let said = check(&["ask", "--faq", &faq, "how do I book a room"], "", 0, &[]);
    assert!(!said.contains("desk") && !said.contains("book a room?"), "{said}");
    check(&["check", "--faq", &faq, "--quick"], "", 0, &["1 entry and 2 drafts that do not answer"]);
    // Nothing is written over.
    let document = fixture("rules.docx");
    check(&["import", path(&document), "--into", &faq], "", 2, &["is there and not empty: name another folder"]);
}

#[test]
fn a_draft_that_is_not_the_sources_words_is_found() {
    let found = import_bytes("a.txt", b"Dogs\n\nDogs wait outside.\n", &[]);
    let topic = fs::read_dir(found.folder.join("topics")).expect("topics").next().expect("one").expect("read").path();
    let changed =
        fs::read_to_string(&topic).expect("a topic").replace("\"Dogs wait outside.\"", "\"Dogs stay outside.\"");
    fs::write(&topic, changed).expect("written");
    check(&["check", "--faq", path(&found.folder)], "", 1, &["error[V016]"]);
}

#[test]
fn a_word_document_is_read_as_if_its_changes_were_accepted() {
    let found = import_file(&fixture("rules.docx"), &[]);
    let faq = undrafted(&found.folder, false);
    assert_eq!(faq.title, "Rules of the workshop");
    let topics: Vec<_> = faq.topics.iter().map(|topic| topic.title.as_str()).collect();
    assert_eq!(topics, ["Rules of the workshop", "Opening hours", "How to book a bench", "Fees"]);
    let booked = found.passage("How do I book a bench?");
    assert!(booked.contains("at the desk or by phone. A booking lasts two hours & can"), "{booked}");
    assert!(booked.ends_with("1. Name the bench.\n\n2. Name the hour."), "{booked}");
    let source = found.source();
    assert!(source.contains("On Sundays it") && source.contains("• closed shoes\n• what is broken"), "{source}");
    assert!(source.contains("A lost card | 10 euros"), "{source}");
    found.says(&[
        "tracked changes",
        "1 put in, 1 taken out",
        "at the head or foot of the pages: “Workshop, page foot”",
    ]);
}

#[test]
fn pdf_columns_heads_and_parted_words() {
    let found = import_file(&fixture("handbook.pdf"), &[]);
    let source = found.source();
    assert!(
        source.contains("The reading room is a quiet place for everybody. Laptops may be used with headphones."),
        "{source}"
    );
    assert!(
        source.contains("The long-term lockers are free of charge. A follow-up visit needs no new card."),
        "{source}"
    );
    assert!(
        source.contains("the information desk.") && source.contains("about the long-term lockers there."),
        "{source}"
    );
    assert!(!source.contains("Handbook of the reading room"), "{source}");
    found.says(&[
        "page 1: at the head or foot of pages: “Handbook of the reading room”",
        "words that a line's end had parted",
    ]);
    let topics: Vec<_> = undrafted(&found.folder, false).topics.into_iter().map(|topic| topic.title).collect();
    assert_eq!(topics, ["Reading room", "Copies", "Complaints"]);
}

#[test]
fn sheets_of_questions_are_topics_and_the_same_answer_is_one_entry() {
    let found = import_file(&fixture("questions.xlsx"), &[]);
    assert_eq!(found.questions(), ["How long is a card valid?", "What does a card cost?", "Can I book a room?"]);
    let faq = undrafted(&found.folder, true);
    assert_eq!(faq.entries[1].also_asked, ["How much is a card?"]);
    assert_eq!(found.passage("What does a card cost?"), "A card costs 12 euros.\n\nMembers of the club pay half.");
    found.says(&["sheet Cards, row 6: a question without an answer: “What if I lose it?”"]);
    let found = import_file(&fixture("questions.ods"), &[]);
    assert_eq!(found.questions(), ["Is there a lift?", "Are dogs allowed?"]);
}

#[test]
fn a_german_excel_table_and_one_with_markup() {
    let csv = b"Frage;Antwort;Rubrik\r\n\"Was kostet ein \xc4rmel?\";\"F\xfcnf Euro.\r\nBitte bar.\";Preise\r\nUnd danach?;;Preise\r\nWas kostet ein \xc4rmel?;Zehn.;Preise\r\n";
    let found = import_bytes("fragen.csv", csv, &[]);
    assert_eq!(found.passage("Was kostet ein Ärmel?"), "Fünf Euro.\n\nBitte bar.");
    found.says(&[
        "was read as windows-1252",
        "a question without an answer",
        "the same question with another answer as in line 2",
    ]);
    let csv = "Id,Ask,Say\n1,Where is it?,\"<p>In the <a href=\"\"https://example.org/hall\"\">hall</a>.</p><p>On the left &amp; up.</p>\"\n";
    let found = import_bytes("x.csv", csv.as_bytes(), &["--columns", "Ask,3"]);
    assert_eq!(found.passage("Where is it?"), "In the hall.\n\nOn the left & up.");
    found.says(&["line 2: the address behind “hall”: https://example.org/hall"]);
}

#[test]
fn a_page_is_read_without_what_leads_around_it() {
    let page = "<!doctype html><title>Lending</title><nav>Home <a href=/x>X</a></nav><script>var a = '<p>no</p>';</script>\n\
        <h1>Lending</h1><p>Lending is the giving of books &mdash; for a time.<h2>Fines</h2><details><summary>Who pays?</summary>\
        Readers <b>pay</b>.</details><dl><dt>What if I am ill?<dd>Phone us.</dl><ul><li>one<li>two</ul>\
        <img src=a.png alt='the hall'><footer>&copy; The library</footer>";
    let found = import_bytes("page.html", page.as_bytes(), &[]);
    assert_eq!(found.passage("Who pays?"), "Readers pay.");
    assert!(found.passage("What if I am ill?").starts_with("Phone us."));
    let source = found.source();
    assert!(source.contains("giving of books — for a time.") && source.contains("• one\n• two"), "{source}");
    assert!(!source.contains("Home") && !source.contains("library") && !source.contains("no"), "{source}");
    found.says(&["line 2: an image, described as “the hall”", "<nav>, which leads around the page"]);
}

#[test]
fn questions_as_data_in_a_page_and_by_themselves() {
    let data = r#"{"@context":"https://schema.org","@graph":[{"@type":["WebPage","FAQPage"],"name":"Help","mainEntity":[
        {"@type":"Question","name":"Is it free?","acceptedAnswer":{"@type":"Answer","text":"<p>It is <b>free</b>.</p>"}},
        {"@type":"Question","name":"Until when?","acceptedAnswer":{"@type":"Answer","text":""}}]}]}"#;
    let page =
        format!("<html><body><script type=\"application/ld+json\">{data}</script><p>Other words.</p></body></html>");
    for (name, text) in [("faq.html", page.as_str()), ("faq.jsonld", data)] {
        let found = import_bytes(name, text.as_bytes(), &[]);
        assert_eq!(found.passage("Is it free?"), "It is free.");
        found.says(&["row 2: a question without an answer"]);
    }
    let shown = import_bytes("faq.html", page.as_bytes(), &["--format", "html"]);
    assert_eq!(shown.source(), "Other words.\n");
}

#[test]
fn markdown_keeps_its_words_and_says_what_it_left() {
    let text = "# Bikes\n\nWelcome.[^1] See [the map](https://example.org/map) and ![a bike](b.png).\n\n## Fees\n\nA ride costs **2 euros**:\n\n1. pay\n2. ride\n\n| A | B |\n|---|---|\n| x | y |\n\n[^1]: A note.\n";
    let found = import_bytes("bikes.md", text.as_bytes(), &[]);
    let source = found.source();
    assert!(source.contains("A ride costs 2 euros:") && source.contains("1. pay\n2. ride"), "{source}");
    assert!(source.contains("x | y") && !source.contains("A note"), "{source}");
    found.says(&[
        "line 3: the address behind “the map”: https://example.org/map",
        "an image: “a bike”",
        "a footnote: “A note.”",
    ]);
}

#[test]
fn what_cannot_be_read_is_named_with_the_mend_and_nothing_is_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("faq");
    let refuse = |name: &str, bytes: &[u8], expected: &str| {
        let file = dir.path().join(name);
        fs::write(&file, bytes).expect("written");
        check(&["import", path(&file), "--into", path(&folder)], "", 2, &[name, expected]);
        assert!(!folder.exists(), "{name}");
    };
    let read = |name: &str| fs::read(fixture(name)).expect("a fixture");
    refuse("locked.pdf", &read("locked.pdf"), "it is locked with a password; save a copy without one");
    refuse("scan.pdf", &read("scan.pdf"), "its 1 pages hold pictures and no text");
    refuse("cut.pdf", &read("handbook.pdf")[..900], "it is not a whole PDF");
    refuse("cut.docx", &read("rules.docx")[..900], "it is not a whole office file");
    refuse("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx");
    refuse("text.docx", b"only text", "it ends in .docx and is no such file");
    refuse("empty.txt", b"", "it is empty");
    refuse("blank.txt", b" \n", "there is no text in it to quote");
    refuse("heading.md", b"# Only a heading\n", "there is no text in it to quote");
    refuse("a.csv", b"a,b,c\n1,2,3\n", "name the two with --columns");
    refuse("a.json", b"{\"a\": 1}", "it holds no FAQPage");
    refuse("b.json", b"{", "it is not a whole JSON-LD");
    refuse("noise.bin", b"\xff\x00\x01\xfe", "save it as text in UTF-8");
    let file = dir.path().join("x.csv");
    fs::write(&file, "Question,Answer\nIs it?,No.\n").expect("written");
    let columns = |columns: &str, says: &str| {
        check(&["import", path(&file), "--into", path(&folder), "--columns", columns], "", 2, &[says]);
    };
    columns("Frage,Answer", "it has no column `Frage`");
    columns("1", "name two columns");
    columns("1,1", "name two different columns");
    check(&["import", path(dir.path())], "", 2, &["is a folder: name one file in it"]);
    check(&["import", path(&file), "--language", "de"], "", 2, &["--language de: matching knows"]);
    check(&["import", "nowhere.txt"], "", 2, &["cannot read nowhere.txt"]);
}

/// An archive of one member.
fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

#[test]
fn bombs_are_bounded() {
    let dir = tempfile::tempdir().expect("a folder");
    let refuse = |name: &str, bytes: &[u8], expected: &str| {
        let file = dir.path().join(name);
        fs::write(&file, bytes).expect("written");
        check(&["import", path(&file)], "", 2, &[expected]);
    };
    let blanks = vec![b' '; 70 << 20];
    refuse("bomb.docx", &archive(&[("word/document.xml", &blanks)]), "it unpacks to more than 64 MB a part");
    let sheet = "<office:document-content><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
                 table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row></office:document-content>";
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    refuse("bomb.ods", &archive(&[("mimetype", mimetype), ("content.xml", sheet.as_bytes())]), "4 million cells");
    // Elements within elements take no stack.
    let deep = format!("<w:document>{}<w:p><w:r><w:t>Deep words.</w:t></w:r></w:p>", "<w:x>".repeat(200_000));
    let found = import_bytes("deep.docx", &archive(&[("word/document.xml", deep.as_bytes())]), &[]);
    assert_eq!(found.source(), "Deep words.\n");
    let deep = format!("{}Deep words.", "<div>".repeat(200_000));
    assert_eq!(import_bytes("deep.html", deep.as_bytes(), &[]).source(), "Deep words.\n");
}

#[test]
fn the_report_is_one_json_object() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("faq");
    let said = check(&["import", path(&fixture("rules.docx")), "--into", path(&folder), "--json"], "", 0, &[]);
    let report: serde_json::Value = serde_json::from_str(&said).expect("one object");
    assert_eq!(report["format"], "docx");
    assert_eq!(report["sentences"], report["quoted"]);
    assert!(report["drafts"].as_u64().is_some_and(|drafts| drafts >= 4), "{report}");
    assert_eq!(report["left_out"][0]["place"], "document");
}
