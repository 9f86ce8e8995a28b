//! The terminal, as its user meets it: exit codes, odd input, the JSON contract.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use verbatim::corpus::{FindingKind, Severity};

use crate::test_bot::faq_copy;

fn verbatim(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_verbatim"))
        .args(args)
        .env_remove("VERBATIM_FAQ")
        .env_remove("TELEGRAM_BOT_TOKEN")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    // The program may end before it read everything.
    let _ = writer.join().expect("the writer does not panic");
    output
}

/// Runs the program and checks its exit code and parts of what it says; hands over all that it said.
#[track_caller]
pub(crate) fn check(args: &[&str], input: &str, code: i32, expected: &[&str]) -> String {
    let output = verbatim(args, input.as_bytes());
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {text}");
    for part in expected {
        assert!(text.contains(part), "{args:?} does not say {part:?}: {text}");
    }
    assert!(!text.contains('\u{1b}'), "colours only on a terminal: {text}");
    text
}

#[test]
fn one_question_one_answer() {
    check(
        &["ask", "does", "teh", "livr", "grow", "bak"],
        "",
        0,
        &["> ", "regenerate after surgical resection", "Source: ", "not clinically reviewed", "not medical advice"],
    );
    check(&["ask", "how much does TACE cost"], "", 0, &["The text does not say", "1. "]);
    check(&["ask", "I am vomiting blood"], "", 0, &["your local emergency number"]);
    check(&["ask", "asdf qwer"], "", 0, &["I did not find an answer", "1. "]);
    // What only a chat can do has no number.
    let text = check(&["ask", "what is TACE?"], "", 0, &["What is TACE?", "1. "]);
    assert!(!text.contains("Share") && !text.contains("helped"), "{text}");
}

#[test]
fn each_line_gets_an_answer() {
    let text = check(&["ask"], "does the liver grow back?\n\nhow hot does rfa get\n", 0, &["regenerate", "50° C"]);
    assert!(text.find("regenerate") < text.find("50° C"));
}

#[test]
fn json_keeps_its_contract() {
    let text = check(
        &["ask", "--json"],
        "does the liver grow back?\n\nasdf qwer\nhow much does tace cost\nI am vomiting blood\nhello",
        0,
        &[],
    );
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let decisions: Vec<_> = lines.iter().map(|line| line["decision"].as_str().expect("a decision")).collect();
    assert_eq!(decisions, ["answer", "unknown", "unknown", "gap", "urgent", "courtesy"]);
    for line in &lines {
        let keys: Vec<_> = line.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            [
                "question",
                "decision",
                "entry",
                "about",
                "confidence",
                "choices",
                "reply",
                "passage",
                "source",
                "disclaimer"
            ]
        );
        assert!(line["confidence"].as_f64().is_some_and(|c| (0.0..=1.0).contains(&c)));
        assert!(line["passage"].is_null() == line["disclaimer"].is_null());
    }
    assert_eq!(lines[0]["entry"], "resection-regrowth");
    assert_eq!(lines[0]["choices"][0]["id"], "resection-regrowth");
    assert!(
        lines[0]["reply"]
            .as_str()
            .is_some_and(|reply| reply.contains(lines[0]["disclaimer"].as_str().expect("a text")))
    );
    assert_eq!(lines[3]["entry"], "cost");
}

#[test]
fn odd_input_gets_an_answer_and_never_a_crash() {
    let output = verbatim(&["ask", "--json"], b"does the liver \xff\xfe grow back\nhello\n");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 1 is not valid UTF-8"));
    let output = verbatim(&["ask", "--json"], &vec![b'x'; 1 << 20]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
    check(&["ask", "\u{1F9E0}\u{200D}\u{0}".trim_end_matches('\u{0}')], "", 0, &["I did not find"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_verbatim"))
        .args(["ask", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("stdin is piped");
    for _ in 0..2000 {
        if stdin.write_all(b"does the liver grow back?\n").is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned()), (Some(0), String::new()));
}

#[test]
fn explain_shows_the_evidence() {
    let explain = |question: &str, expected: &[&str]| check(&["ask", "--explain", question], "", 0, expected);
    let text = explain(
        "how hott does rfa get",
        &[
            "answer rfa-temperature\nwhy: the best match is sure enough; confidence ",
            "; it names radiofrequency ablation (RFA)\n",
            "typed  read as       weight  matched\nhow    how             0.",
            "hott   hot (mended)    0.",
            "1. rfa-temperature (entry) confidence ",
            "nearest phrasing: How hot does radiofrequency ablation get?\n   signal      nearness  weight  gives\n   meaning",
            "   letters  ",
        ],
    );
    assert!(text.contains("\n3. ") && !text.contains("\n4. "), "the three best are shown: {text}");
    explain("who should not have TACE?", &["; it is turned around"]);
    explain("how much does TACE cost", &["gap cost\n", "\noffered: tace-"]);
    let text = explain("I am vomiting blood", &["urgent bleeding\nwhy: a red flag: “vomiting blood”\n"]);
    assert!(!text.contains("why: a red flag: “vomiting blood”; confidence"), "no match was asked: {text}");
    for nothing in ["", "  ", "?!", "\u{1f916}"] {
        let text = explain(nothing, &["unknown\n", "no word was read"]);
        assert!(!text.contains("1. ") && !text.contains("-0.00"), "nothing is like {nothing:?}: {text}");
    }
    let long = "x".repeat(400);
    explain(&format!("{long} liver"), &[&format!("{long}  "), "liver "]);
}

#[test]
fn errors_say_what_to_do() {
    check(&["ask", "--faq", "/nowhere", "x"], "", 2, &["verbatim: cannot read /nowhere"]);
    check(&["check", "--faq", "/nowhere"], "", 2, &["cannot read /nowhere"]);
    check(&["ask", "--jsn", "x"], "", 2, &["--json"]);
    for rate in ["0", "100001", "x"] {
        check(&["run", "--rate", rate], "", 2, &["--rate <N>", "a number from 1 to 100000"]);
    }
    let telegrams = ["run", "--api-url", "https://api.telegram.org", "--rate", "1001"];
    check(&telegrams, "", 2, &["--rate must be a number from 1 to 1000 with https://api.telegram.org, not 1001"]);
    check(&["run", "--api-url", "http://127.0.0.1:1", "--rate", "1001"], "", 2, &["there is no token"]);
    check(&["eval", "x", "--floor", "right=1"], "", 2, &["is not a bound such as right>=0.85"]);
}

#[test]
fn help_has_examples_and_the_rest_is_generated() {
    for verb in ["ask", "check", "eval", "key", "completions", "man"] {
        check(&[verb, "--help"], "", 0, &["Example", &format!("verbatim {verb}")]);
    }
    check(&["completions", "bash"], "", 0, &["complete", "verbatim"]);
    check(&["man"], "", 0, &[".TH"]);
    check(&["--version"], "", 0, &["verbatim 0."]);
}

#[test]
fn a_changed_byte_is_refused_with_file_and_line() {
    let folder = faq_copy();
    let dir = folder.path().to_str().expect("UTF-8");
    check(&["check", "--quick", "--faq", dir], "", 0, &["no findings: "]);
    check(&["check", "--quick", "--faq", "tests/eval/library"], "", 0, &["no findings: 20 entries"]);
    let topic = folder.path().join("topics/ablation.toml");
    let text = std::fs::read_to_string(&topic).expect("readable");
    std::fs::write(&topic, text.replacen("more than 50° C.", "more than 60° C.", 1)).expect("written");
    let finding = "topics/ablation.toml:";
    check(
        &["check", "--faq", dir],
        "",
        1,
        &[finding, "error[V016]: ", "it says `60°` where sources/liver-lesions.txt:", "says `50°`", "2 errors, "],
    );
    check(&["ask", "--faq", dir, "hello"], "", 2, &[finding, "does not load"]);
    std::fs::write(&topic, text).expect("written");
    let source = folder.path().join("sources/liver-lesions.txt");
    let text = std::fs::read_to_string(&source).expect("readable");
    std::fs::write(&source, text.replacen("50° C", "51° C", 1)).expect("written");
    check(&["check", "--faq", dir], "", 1, &["faq.toml:", "its sha256 is", finding]);
}

#[test]
fn a_faq_with_a_file_that_is_not_read_does_not_start() {
    let folder = faq_copy();
    let path = folder.path().to_str().expect("UTF-8");
    check(&["check", "--quick", "--faq", path], "", 0, &["no findings"]);
    std::fs::rename(folder.path().join("safety.toml"), folder.path().join("safety.toml.txt")).expect("renamed");
    let problem = "no file of this name is read; rename it to safety.toml";
    check(
        &["check", "--faq", path],
        "",
        1,
        &["safety.toml.txt:1:1: error[V003]: ", problem, "1 error: the folder does not load"],
    );
    check(&["ask", "--faq", path, "what is TACE?"], "", 2, &["does not load", "safety.toml.txt:1: ", problem]);
}

#[test]
fn what_a_code_means_is_told() {
    check(&["check", "--explain", "v016"], "", 0, &["V016 (error): words that are not the source's\n\nA passage, "]);
    for kind in FindingKind::ALL {
        assert!(kind.cause().ends_with('.') && kind.mend().len() > 10, "{kind:?}");
        let head = format!("{} ({}): {}\n\n", kind.code(), weight(*kind), kind.title());
        let parts = [head.as_str(), kind.cause(), "\n\nMend: ", kind.mend()];
        check(&["check", "--explain", kind.code()], "", 0, &parts);
    }
    check(&["check", "--explain", "X1"], "", 2, &["no finding has the code `X1`; there are\n  V001  a file that is"]);
}

fn weight(kind: FindingKind) -> &'static str {
    match kind.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

#[test]
fn a_folder_of_any_name_is_a_reference_for_code_hosts() {
    let dir = tempfile::tempdir().expect("a folder");
    let faq = dir.path().join("my faq");
    check(&["new", faq.to_str().expect("UTF-8")], "", 0, &[]);
    std::fs::write(faq.join("gap.toml"), "").expect("written");
    let log = check(&["check", "--format", "sarif", "--faq", faq.to_str().expect("UTF-8")], "", 1, &[]);
    let log: serde_json::Value = serde_json::from_str(&log).expect("an object");
    let uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str();
    assert!(uri.is_some_and(|uri| uri.ends_with("/my%20faq/gap.toml")), "{uri:?}");
}

#[test]
fn a_mend_that_cannot_be_written_loses_nothing() {
    let folder = faq_copy();
    let dir = folder.path().to_str().expect("UTF-8");
    let heading = folder.path().join("faq.toml");
    let text = std::fs::read_to_string(&heading).expect("readable");
    let sum = text.lines().find(|line| line.starts_with("sha256")).expect("a sum");
    let text = text.replacen(sum, "sha256 = \"\" # of the text", 1);
    std::fs::write(&heading, &text).expect("written");
    // A folder stands where the new text is put together.
    let part = folder.path().join("faq.toml.part");
    std::fs::create_dir(&part).expect("made");
    check(&["check", "--quick", "--fix", "--faq", dir], "", 2, &["cannot write ", "faq.toml"]);
    assert_eq!(std::fs::read_to_string(&heading).expect("readable"), text);
    std::fs::remove_dir(&part).expect("taken away");
    check(&["check", "--quick", "--fix", "--faq", dir], "", 0, &["1 thing was mended"]);
    let mended = std::fs::read_to_string(&heading).expect("readable");
    assert_eq!(mended, text.replacen("sha256 = \"\"", sum, 1), "the comment stays");
}

#[test]
fn findings_weigh_what_they_are_denied_for() {
    let folder = faq_copy();
    let dir = folder.path().to_str().expect("UTF-8");
    let topic = folder.path().join("topics/ablation.toml");
    let text = std::fs::read_to_string(&topic).expect("readable");
    let due = "subject = \"rfa\"\nreviewed_by = \"a team\"\nreviewed_on = 2020-01-01\nreview_due = 2021-01-01";
    std::fs::write(&topic, text.replacen("subject = \"rfa\"", due, 1)).expect("written");
    let quick = |more: &[&'static str]| [&["check", "--quick", "--faq", dir][..], more].concat();
    check(
        &quick(&[]),
        "",
        0,
        &["warning[V105]: the review of `rfa-what` was due on 2021-01-01", "1 warning: 31 entries"],
    );
    check(&quick(&["--deny", "warnings", "--quiet"]), "", 1, &["warning[V105]: "]);
    assert_eq!(check(&quick(&["--quiet"]), "", 0, &[]), "");
    let line = check(&quick(&["--format", "json"]), "", 0, &[]);
    let line: serde_json::Value = serde_json::from_str(&line).expect("an object");
    assert_eq!((&line["code"], &line["severity"], &line["column"]), (&"V105".into(), &"warning".into(), &1.into()));
    let log = check(&quick(&["--format", "sarif"]), "", 0, &[]);
    let log: serde_json::Value = serde_json::from_str(&log).expect("an object");
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
    assert_eq!((&result["ruleId"], &run["tool"]["driver"]["rules"][index]["id"]), (&"V105".into(), &"V105".into()));
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], line["line"]);
}

#[test]
fn what_needs_no_thinking_is_mended_and_nothing_else_is_touched() {
    let folder = faq_copy();
    let dir = folder.path().to_str().expect("UTF-8");
    let (heading, topic) = (folder.path().join("faq.toml"), folder.path().join("topics/ablation.toml"));
    let read = |path: &std::path::Path| std::fs::read_to_string(path).expect("readable");
    let (good_heading, good_topic) = (read(&heading), read(&topic));
    let sum = good_heading.lines().find(|line| line.starts_with("sha256")).expect("a sum");
    std::fs::write(&heading, good_heading.replacen(sum, "sha256 = \"\"", 1)).expect("written");
    // A Cyrillic letter, and a phrasing that is there twice.
    let planted = good_topic.replacen("a specially designed probe", "a sp\u{435}cially designed probe", 1);
    let planted = planted.replacen("  \"what is RFA\",\n", "  \"what is RFA\",\n  \"What is RFA?\",\n", 1);
    assert_ne!(planted, good_topic);
    std::fs::write(&topic, planted).expect("written");
    check(
        &["check", "--quick", "--faq", dir],
        "",
        1,
        &["error[V015]", "error[V016]", "U+0435, Cyrillic letter", "2 errors"],
    );
    check(&["check", "--quick", "--fix", "--faq", dir], "", 0, &["3 things were mended\nno findings: 31 entries"]);
    assert_eq!(read(&heading), good_heading);
    let mended = read(&topic);
    assert!(
        !mended.contains('\u{435}') && mended.matches("hat is RFA").count() == good_topic.matches("hat is RFA").count()
    );
    assert_eq!(mended.lines().count(), good_topic.lines().count(), "comments and order stay");
    check(&["check", "--fix"], "", 2, &["the FAQ that is built in cannot be mended"]);
}
