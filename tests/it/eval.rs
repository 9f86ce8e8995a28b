//! `verbatim eval`: figures, floors, baselines, JSON, and the report as its reader's browser parses it.

use std::fs;
use std::path::Path;

use roxmltree::{Document, Node, ParsingOptions};

use crate::cli::check;

const CASES: &str = r#"{"text": "does the liver grow back?", "gold": ["resection-regrowth"]}
{"text": "asdf qwer", "gold": []}
{"text": "how hot does RFA get?", "gold": ["tace-what"]}
"#;

/// A folder with `cases.jsonl` in it.
fn folder(cases: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("cases.jsonl"), cases).expect("written");
    folder
}

/// Runs `eval` on the folder's cases; an argument that starts with `@` is a file of the folder.
#[track_caller]
fn eval(folder: &Path, args: &[&str], code: i32, expected: &[&str]) -> String {
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    let args = ["eval", "@cases.jsonl"].iter().chain(args);
    let args: Vec<String> = args.map(|arg| arg.strip_prefix('@').map_or((*arg).to_owned(), path)).collect();
    check(&args.iter().map(String::as_str).collect::<Vec<_>>(), "", code, expected)
}

#[test]
fn figures_are_counted() {
    let folder = folder(CASES);
    eval(folder.path(), &[], 0, &["wrong", "auroc", "in@95", "ece", "rfa-temperature", "33.3", "66.7"]);
}

#[test]
fn floors_hold() {
    let folder = folder(CASES);
    let rows: [(&str, i32, &str); 9] = [
        ("right>=0.6", 0, ""),
        ("cases.wrong<=0.4", 0, ""),
        ("precision>=0.5", 0, ""),
        ("auroc>=0.5", 0, ""),
        ("in_95>=0.5", 0, ""),
        ("ece<=0.5", 0, ""),
        ("wrong<=0.1", 1, "below the floor: all.wrong is 0.3333, wanted <= 0.1"),
        ("rihgt>=0.1", 1, "there is no figure all.rihgt"),
        ("plain.right>=0.1", 1, "there is no figure plain.right"),
    ];
    for (floor, code, said) in rows {
        eval(folder.path(), &["--quiet", "--floor", floor], code, &[said]);
    }
}

#[test]
fn what_cannot_be_used_is_named() {
    let folder = folder(CASES);
    fs::write(folder.path().join("bad.jsonl"), "{\"text\": \"x\"}\n").expect("written");
    fs::write(folder.path().join("empty.jsonl"), "\n").expect("written");
    fs::write(
        folder.path().join("strange.json"),
        r#"{"sets": {"a": {"cases": 1, "figures": {}, "verdicts": {"x": "fine"}}}}"#,
    )
    .expect("written");
    let rows: [(&[&str], &str); 9] = [
        (&["/nowhere.jsonl"], "cannot read /nowhere.jsonl"),
        (&["@bad.jsonl"], r#"bad.jsonl:1: not a case such as {"text": "…", "gold": ["id"]}: missing field `gold`"#),
        (&["@empty.jsonl"], "empty.jsonl has no cases"),
        (&["@cases.jsonl"], "cases.jsonl is given twice"),
        (&["--report", "/nowhere/report.html"], "cannot write /nowhere/report.html"),
        (&["--save", "/nowhere/base.json"], "cannot write /nowhere/base.json"),
        (&["--against", "/nowhere/base.json"], "cannot read the baseline /nowhere/base.json"),
        (&["--against", "@cases.jsonl"], "cases.jsonl is not a scorecard that --save or --json wrote"),
        (&["--against", "@strange.json"], "there is no verdict `fine`"),
    ];
    for (args, said) in rows {
        eval(folder.path(), args, 2, &[said]);
    }
}

#[test]
fn a_label_that_the_faq_does_not_have_is_named() {
    let folder = folder(
        "\u{feff}{\"text\": \"x\", \"gold\": [\"tace-waht\", \"tace-what\", \"bleeding\", \"cost\", \"hello\"]}\n",
    );
    let said = eval(folder.path(), &["--quiet"], 2, &["questions expect `tace-waht`, and the FAQ has no"]);
    assert_eq!(said.matches("questions expect").count(), 1, "{said}");
}

/// The baseline of [`CASES`], changed by replacing texts, compared with a run on them.
#[track_caller]
fn check_against(changes: &[(&str, &str)], code: i32, expected: &[&str], absent: &[&str]) {
    let folder = folder(CASES);
    eval(folder.path(), &["--quiet", "--save", "@base.json"], 0, &[]);
    let path = folder.path().join("base.json");
    let mut text = fs::read_to_string(&path).expect("saved");
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in {text}");
        text = text.replace(from, to);
    }
    fs::write(&path, text).expect("written");
    let said = eval(folder.path(), &["--quiet", "--against", "@base.json"], code, expected);
    for part in absent {
        assert!(!said.contains(part), "{part:?} is in {said}");
    }
}

#[test]
fn against_a_baseline() {
    let same = "Nothing changed since ";
    check_against(&[], 0, &[same, "every figure and every verdict is the same."], &["fell"]);
    // A guarded figure fell.
    check_against(
        &[("\"right\": 0.6667", "\"right\": 0.9"), ("RFA get?\": \"wrong\"", "RFA get?\": \"right\"")],
        1,
        &["all.right went from 0.9000 to 0.6667", "worse, 1 question", "right → wrong: how hot does RFA get?"],
        &[same, "better"],
    );
    // It rose, and a question is served better.
    check_against(
        &[("\"right\": 0.6667", "\"right\": 0.3333"), ("grow back?\": \"right\"", "grow back?\": \"missed\"")],
        0,
        &["cases.right ", "0.3333 → 0.6667", "better, 1 question", "missed → right: does the liver grow back?"],
        &[same, "fell", "worse"],
    );
    // Worse comes first, the worst before the others.
    check_against(
        &[("grow back?\": \"right\"", "grow back?\": \"wrong\""), ("RFA get?\": \"wrong\"", "RFA get?\": \"offered\"")],
        0,
        &["no figure moved", "worse, 1 question\n  offered → wrong", "\n\nbetter, 1 question\n  wrong → right"],
        &[],
    );
    // A figure that is not guarded fell.
    check_against(
        &[("\"answered\": 0.6667", "\"answered\": 0.7")],
        0,
        &["cases.answered ", "0.7000 → 0.6667"],
        &["fell"],
    );
    check_against(
        &[("asdf qwer", "asdf")],
        0,
        &["added, 1 question\n  asdf qwer", "removed, 1 question\n  asdf"],
        &[same],
    );
    // A set more: all together are other questions, whatever their figures.
    let others = "\"sets\": {\n\"others\": {\"cases\": 1, \"figures\": {}},\n";
    check_against(
        &[("\"sets\": {\n", others), ("\"answered\": 0.6667", "\"answered\": 0.7")],
        0,
        &["sets not in this run", "compared: others", "cases.answered "],
        &["all.answered "],
    );
    // Other sets alone: nothing would be compared.
    check_against(
        &[("\"cases\": {\n", "\"others\": {\n")],
        2,
        &["base.json has none of the sets that are measured; it has others"],
        &["Nothing changed"],
    );
}

#[test]
fn json_keeps_its_contract() {
    let folder = folder(CASES);
    eval(folder.path(), &["--quiet", "--save", "@base.json"], 0, &[]);
    let text = eval(folder.path(), &["--json", "--against", "@base.json", "--floor", "wrong<=0.1"], 1, &[]);
    let figures: serde_json::Value = serde_json::from_str(&text).expect("one object");
    let keys = |value: &serde_json::Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&figures), ["sets", "reliability", "below_floor", "changes", "robust", "encoder"]);
    assert!(figures["robust"].is_null() && figures["encoder"].is_null());
    assert_eq!(keys(&figures["sets"]), ["all", "cases"]);
    assert_eq!(keys(&figures["sets"]["cases"]), ["cases", "figures", "verdicts"]);
    assert_eq!(keys(&figures["sets"]["all"]), ["cases", "figures"]);
    for name in ["right", "precision", "auroc", "in_95", "ece"] {
        let value = figures["sets"]["all"]["figures"][name].as_f64();
        assert!(value.is_some_and(|value| (0.0..=1.0).contains(&value)), "{name} in {text}");
    }
    assert_eq!(figures["reliability"].as_array().map(Vec::len), Some(10));
    assert_eq!(keys(&figures["reliability"][0]), ["from", "to", "cases", "right", "mean_confidence"]);
    assert_eq!(figures["below_floor"][0], "all.wrong is 0.3333, wanted <= 0.1");
    let kinds = ["moved", "worse", "better", "added", "removed", "new_sets", "absent_sets", "encoder"];
    assert_eq!(keys(&figures["changes"]), kinds);
    let text = eval(folder.path(), &["--json"], 0, &[]);
    assert!(text.contains("\"changes\":null"), "{text}");
    fs::write(folder.path().join("printed.json"), text).expect("written");
    eval(folder.path(), &["--quiet", "--against", "@printed.json"], 0, &["Nothing changed since "]);
}

/// Writes a report on the cases, and hands it over as text; it must be well-formed.
#[track_caller]
fn report(cases: &str, args: &[&str], code: i32) -> String {
    let folder = folder(cases);
    let args: Vec<&str> = ["--report", "@report.html"].iter().chain(args).copied().collect();
    eval(folder.path(), &args, code, &[]);
    fs::read_to_string(folder.path().join("report.html")).expect("written")
}

/// Parses a page more strictly than browsers do: as XML, every tag closed, no attribute twice.
#[track_caller]
fn parse(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}: {page}"))
}

/// All text inside a node, runs of white space as one space.
fn text_of(node: Node<'_, '_>) -> String {
    let parts = node.descendants().filter(Node::is_text).filter_map(|node| node.text());
    parts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// The elements of a class.
fn by_class<'a, 'input>(page: &'a Document<'input>, class: &str) -> Vec<Node<'a, 'input>> {
    let has =
        |node: &Node<'_, '_>| node.attribute("class").is_some_and(|classes| classes.split(' ').any(|c| c == class));
    page.descendants().filter(has).collect()
}

#[test]
fn the_report_tells_each_miss_and_why() {
    let page = report(CASES, &[], 0);
    let page = parse(&page);
    let misses = by_class(&page, "miss");
    assert_eq!(misses.len(), 1);
    let miss = text_of(misses[0]);
    for part in [
        "how hot does RFA get?",
        "Fits What is TACE? tace-what",
        "Decided quoted: How hot does radiofrequency ablation get? rfa-temperature",
        "Why the best match is sure enough; confidence ",
        "Set cases",
        "Words and best matches",
        "1. How hot does radiofrequency ablation get? rfa-temperature",
        "Nearest phrasing:",
        "meaning",
        "letters",
    ] {
        assert!(miss.contains(part), "{part:?} is not in {miss}");
    }
    assert_eq!(by_class(&page, "match").len(), 3);
    assert_eq!(by_class(&page, "chart").len(), 2);
    let said: Vec<String> = by_class(&page, "bad").into_iter().map(text_of).collect();
    assert!(said.contains(&"Passages that were quoted and do not fit: 1 of 2.".to_owned()), "{said:?}");
    let confused = by_class(&page, "pairs").into_iter().map(text_of).collect::<String>();
    assert!(confused.contains("tace-what How hot does radiofrequency ablation get? rfa-temperature 1 0"), "{confused}");
}

#[test]
fn the_report_says_so_when_nothing_went_wrong() {
    let page = report("{\"text\": \"does the liver grow back?\", \"gold\": [\"resection-regrowth\"]}\n", &[], 0);
    let text = text_of(parse(&page).root());
    assert!(text.contains("Nothing: every question was answered right or offered what fits."), "{text}");
    assert!(text.contains("Nothing was taken for something else."), "{text}");
}

#[test]
fn what_has_no_words_is_told_too() {
    let page = report("{\"text\": \"  \", \"gold\": [\"tace-what\"]}\n", &[], 0);
    let page = parse(&page);
    let miss = by_class(&page, "miss").into_iter().map(text_of).collect::<String>();
    for part in ["(an empty question)", "said that no answer was found", "No word was read."] {
        assert!(miss.contains(part), "{part:?} is not in {miss}");
    }
    assert!(by_class(&page, "match").is_empty(), "nothing is like an empty question: {miss}");
}

#[test]
fn the_report_tells_floors_and_the_baseline() {
    let folder = folder(CASES);
    eval(folder.path(), &["--quiet", "--save", "@base.json"], 0, &[]);
    let args = ["--report", "@report.html", "--against", "@base.json", "--floor", "wrong<=0.1"];
    eval(folder.path(), &args, 1, &[]);
    let page = fs::read_to_string(folder.path().join("report.html")).expect("written");
    let text = text_of(parse(&page).root());
    assert!(text.contains("Below the floor: all.wrong is 0.3333, wanted <= 0.1."), "{text}");
    assert!(text.contains("Nothing changed: every figure and every verdict is the same."), "{text}");
}

#[test]
fn a_question_never_becomes_markup() {
    let questions = [
        "<script>alert(1)</script> how hot does RFA get?",
        "</style></title></svg><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)\" x='y' & how hot does RFA get? &lt;b&gt; ]]> <!-- -->",
        "does the liver grow back? \u{0}\u{1}\u{1b}[31m\u{202e}\u{fffe}\u{ffff}\u{1F9E0}",
    ];
    let line = |question: &&str| serde_json::json!({"text": question, "gold": ["tace-what"]}).to_string() + "\n";
    let page = report(&questions.iter().map(line).collect::<String>(), &[], 0);
    let page = parse(&page);
    let elements = || page.descendants().filter(Node::is_element);
    for element in elements() {
        let name = element.tag_name().name();
        assert!(!["script", "img", "b", "iframe", "object", "embed", "link", "base"].contains(&name), "<{name}>");
        for attribute in element.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && name != "src", "{name}={value}");
            assert!(name != "href" || value.starts_with('#'), "{name}={value}");
            assert!(!value.contains("alert") && !value.contains("url("), "{name}={value}");
        }
    }
    assert_eq!(elements().filter(|element| element.tag_name().name() == "style").count(), 1);
    let shown = text_of(page.root());
    for question in &questions[..3] {
        assert!(shown.contains(question), "{question} is not in {shown}");
    }
    assert!(shown.contains("does the liver grow back? \u{fffd}\u{fffd}\u{fffd}[31m\u{202e}\u{fffd}\u{fffd}\u{1F9E0}"));
}

#[test]
fn the_report_needs_nothing_from_outside() {
    let page = report(CASES, &[], 0);
    for outside in ["http://", "https://", "@import", "url(", "<script"] {
        assert!(!page.contains(outside), "{outside} is in the report");
    }
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
    assert!(page.contains("prefers-color-scheme: dark") && page.contains("@media print"));
}

/// Two questions that are served right as typed, one that nothing fits, and a red flag.
const ROBUST: &str = r#"{"text": "does the liver grow back?", "gold": ["resection-regrowth"]}
{"text": "What is TACE?", "gold": ["tace-what"]}
{"text": "Will it rain in Manchester tomorrow?", "gold": []}
{"text": "I can't stop vomiting blood", "gold": ["bleeding"]}
"#;

#[test]
fn questions_are_asked_in_other_forms() {
    let folder = folder(ROBUST);
    let said =
        eval(folder.path(), &["--robust", "--quiet"], 0, &["in another form", "kept %", "line_end", "all kinds"]);
    assert!(!said.contains(" as typed; decided "), "no examples were asked for: {said}");
    // A text that has no accent loses none.
    let unasked = said.lines().find(|line| line.starts_with("Nothing to change")).unwrap_or_default();
    assert!(unasked.contains("no_accents") && !unasked.contains("greeting"), "{said}");
    let again = eval(folder.path(), &["--robust", "--quiet"], 0, &[]);
    assert_eq!(said, again, "figures move with the engine alone");
    assert!(!eval(folder.path(), &["--quiet"], 0, &[]).contains("in another form"));
}

#[test]
fn floors_hold_kinds_of_change() {
    let folder = folder(ROBUST);
    let rows: [(&str, i32, &str); 8] = [
        ("robust.kept>=0.1", 0, ""),
        ("robust.lower_case.kept>=1", 0, ""),
        ("robust.wrapping.kept_least>=0", 1, "there is no figure robust.wrapping.kept_least"),
        ("robust.lower_case.missed_red_flag<=0", 0, ""),
        ("robust.whole.kept>=0.1", 0, ""),
        ("robust.kept>=1.1", 1, "below the floor: robust.kept is"),
        ("robust.lower_case.kept>=1.1", 1, "robust.lower_case.kept is 1.0000, wanted >= 1.1"),
        ("robust.lowercase.kept>=0.1", 1, "there is no figure robust.lowercase.kept"),
    ];
    for (floor, code, said) in rows {
        eval(folder.path(), &["--quiet", "--robust", "--floor", floor], code, &[said]);
    }
    let said = "there is no figure robust.kept without --robust";
    eval(folder.path(), &["--quiet", "--floor", "robust.kept>=0.1"], 1, &[said]);
}

#[test]
fn json_has_what_became_of_other_forms() {
    let folder = folder(ROBUST);
    let text = eval(folder.path(), &["--robust", "--json"], 0, &[]);
    let printed: serde_json::Value = serde_json::from_str(&text).expect("one object");
    let robust = &printed["robust"];
    for name in ["all", "typing", "layout", "wrapping", "scripts", "whole", "damaged", "line_end", "greeting"] {
        assert!(robust["figures"][name]["cases"].as_u64().is_some_and(|cases| cases > 0), "{name} in {text}");
    }
    for name in ["kept", "missed_red_flag", "lost_red_flag", "wrong_added", "false_alarm_added", "stranger_answered"] {
        let value = robust["figures"]["all"]["figures"][name].as_f64();
        assert!(value.is_some_and(|value| (0.0..=1.0).contains(&value)), "{name} in {text}");
    }
    assert_eq!(robust["figures"]["lower_case"]["figures"]["kept"], 1.0);
    assert_eq!(robust["kept"]["cases"]["lower_case"], 1.0);
    for example in robust["worst"].as_object().expect("by kind").values().flat_map(|worst| worst.as_array()).flatten() {
        for name in ["set", "question", "changed", "before", "after", "decided"] {
            assert!(example[name].is_string(), "{name} in {example}");
        }
        assert_ne!(example["question"], example["changed"]);
    }
}

#[test]
fn other_forms_are_compared_with_a_baseline() {
    let folder = folder(ROBUST);
    eval(folder.path(), &["--quiet", "--robust", "--save", "@base.json"], 0, &[]);
    let against = ["--quiet", "--robust", "--against", "@base.json"];
    eval(folder.path(), &against, 0, &["Nothing changed since "]);
    // A baseline without other forms compares the rest, and so does a run without them.
    eval(folder.path(), &["--quiet", "--against", "@base.json"], 0, &["Nothing changed since "]);
    let path = folder.path().join("base.json");
    let text = fs::read_to_string(&path).expect("saved");
    let mut saved: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    saved["robust"]["figures"]["lower_case"]["figures"]["kept"] = serde_json::json!(0.5);
    fs::write(&path, saved.to_string()).expect("written");
    eval(folder.path(), &against, 0, &["robust.lower_case.kept", "0.5000 → 1.0000"]);
    saved["robust"]["figures"]["lower_case"]["figures"]["missed_red_flag"] = serde_json::json!(-0.5);
    saved["robust"]["figures"]["all"]["figures"]["kept"] = serde_json::json!(1.5);
    fs::write(&path, saved.to_string()).expect("written");
    eval(
        folder.path(),
        &against,
        1,
        &["robust.lower_case.missed_red_flag went from -0.5000 to 0.0000", "robust.kept went from 1.5000 to "],
    );
}

#[test]
fn the_report_maps_what_became_of_other_forms() {
    let page = report(ROBUST, &["--robust"], 0);
    let page = parse(&page);
    let map = by_class(&page, "heat");
    assert_eq!(map.len(), 1);
    let text = text_of(map[0]);
    for part in [
        "kind all goal flags missed wrong added strangers cases",
        "lower case all letters small 100 95 0 of 1 0 0 of 1 100",
        "typing",
        "scripts",
    ] {
        assert!(text.contains(part), "{part:?} is not in {text}");
    }
    // Every cell with a colour says its share in figures.
    for cell in by_class(&page, "cell") {
        assert!(text_of(cell).parse::<u8>().is_ok_and(|share| share <= 100), "{}", text_of(cell));
        assert!(cell.attribute("title").is_some_and(|title| title.ends_with(" kept")));
    }
    assert!(text_of(page.root()).contains("Asked in another form, "));
    let plain = report(ROBUST, &[], 0);
    assert!(by_class(&parse(&plain), "heat").is_empty());
}
