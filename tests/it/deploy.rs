//! The files an operator starts from: the example environment names exactly what the program reads, and works.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use verbatim::config::{self, Config};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The variables of the example, those with a mark before the name as well.
fn example() -> BTreeMap<String, String> {
    let text = read("deploy/verbatim.env.example");
    let pairs = text.lines().filter_map(|line| {
        let (name, value) = line.strip_prefix("# ").unwrap_or(line).split_once('=')?;
        let is_name = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        is_name.then(|| (name.to_owned(), value.trim_matches('\'').to_owned()))
    });
    pairs.collect()
}

/// The names in quotation marks in the command line that look like variables. Cargo sets its own when it builds.
fn read_by_the_program() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli")).expect("src/cli is there") {
        let path = item.expect("readable").path();
        let text = if path.is_file() { fs::read_to_string(path).expect("UTF-8") } else { String::new() };
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        let quoted = code.split('"').skip(1).step_by(2);
        let name = |text: &&str| text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        names.extend(quoted.filter(name).filter(|name| !name.starts_with("CARGO_")).map(str::to_owned));
    }
    names
}

#[test]
fn the_example_environment_names_exactly_what_the_program_reads() {
    let example: BTreeSet<String> = example().into_keys().collect();
    assert_eq!(example, read_by_the_program());
}

#[test]
fn the_contacts_of_the_example_reach_the_reply() {
    let contacts = example().into_iter().filter(|(name, _)| name.starts_with("VERBATIM_CONTACT_"));
    let marked: Vec<(String, String)> = contacts.map(|(name, _)| (name.clone(), format!("<{name}>"))).collect();
    assert_eq!(marked.len(), 4);
    let output = Command::new(env!("CARGO_BIN_EXE_verbatim"))
        .args(["ask", "I am vomiting blood"])
        .env_remove("VERBATIM_FAQ")
        .envs(marked)
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("<VERBATIM_CONTACT_EMERGENCY>"), "{text}");
}

#[test]
fn the_proxy_agrees_with_the_flags_and_the_program() {
    let (readme, proxy) = (read("deploy/README.md"), read("deploy/Caddyfile.example"));
    let flag = |name: &str| {
        let value = readme.split(&format!("{name} ")).nth(1).and_then(|rest| rest.split_whitespace().next());
        value.unwrap_or_else(|| panic!("the page shows no {name}")).trim_end_matches('`').to_owned()
    };
    let listen = flag("--webhook-listen").parse().expect("an address");
    let webhook = config::webhook(&flag("--webhook-url"), listen).expect("a webhook");
    assert_eq!(listen, Config::WEBHOOK_LISTEN, "the page shows the default");
    let host = webhook.url.trim_start_matches("https://").trim_end_matches(&webhook.path);
    let lines: Vec<&str> = proxy.lines().map(str::trim).collect();
    for line in [format!("{host} {{"), format!("handle {} {{", webhook.path), format!("reverse_proxy {listen}")] {
        assert!(lines.contains(&line.as_str()), "no line {line:?} in the proxy's file");
    }
    // What would change the path or take headers away.
    for word in ["handle_path", "uri strip", "rewrite", "header_up -"] {
        assert!(!proxy.contains(word), "{word}");
    }
    let header = "X-Telegram-Bot-Api-Secret-Token";
    assert!(readme.contains(header) && proxy.contains(header));
    assert!(read("src/http/webhook.rs").contains(&format!("\"{}\"", header.to_lowercase())));
}

#[test]
fn the_image_with_an_encoder_is_built_on_the_plain_one_as_the_page_says() {
    let (file, readme, compose) =
        (read("deploy/Containerfile.encoder"), read("deploy/README.md"), read("deploy/compose.yaml"));
    let lines: Vec<&str> = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let expected = ["ARG BASE=verbatim", "FROM ${BASE}", "COPY encoder /encoder", "ENV VERBATIM_ENCODER=/encoder"];
    assert_eq!(lines, expected, "nothing else is in it: no network, no other user");
    let build = "docker build -f deploy/Containerfile.encoder -t verbatim-encoder carried";
    for (name, text) in [("the file", &file), ("the page", &readme)] {
        assert!(text.contains("deploy/encoder carried/encoder") && text.contains(build), "{name} says how");
    }
    assert!(compose.contains("\n    image: verbatim\n"), "what it is built on is what is built here");
    assert!(compose.contains("#   VERBATIM_ENCODER: /encoder") && compose.contains("# - ./model:/encoder:ro"));
}

/// What the script that fetches an encoder says where its way to the registry ends in nothing, and how it ends.
#[track_caller]
fn fetches(arguments: &[&str], code: i32, expected: &str) {
    let bin = tempfile::tempdir().expect("a folder");
    let python = bin.path().join("python3");
    fs::write(&python, "#!/bin/sh\ncase $* in *--version*) exit 0 ;; *) exit 1 ;; esac\n").expect("written");
    fs::set_permissions(&python, fs::Permissions::from_mode(0o755)).expect("set");
    let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").expect("there is one"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/encoder");
    let output = Command::new(script).args(arguments).env("PATH", path).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(said.contains(expected), "{arguments:?}: {said}");
}

#[test]
fn what_fetches_an_encoder_says_what_is_wrong_and_leaves_everything_as_it_was() {
    let place = tempfile::tempdir().expect("a folder");
    let name = |name: &str| place.path().join(name).to_str().expect("UTF-8").to_owned();
    let (file, full, new) = (name("file"), name("full"), name("a/new"));
    fs::write(&file, "a file").expect("written");
    fs::create_dir(&full).expect("made");
    fs::write(name("full/config.json"), "{}").expect("written");
    fetches(&["--help"], 0, "deploy/encoder DIR");
    fetches(&[], 2, "deploy/encoder DIR");
    fetches(&["--all"], 2, "there is no option --all; usage: deploy/encoder DIR");
    fetches(&[&full, &new], 2, "one folder, please");
    fetches(&[&file], 2, "is a file; name a folder that is not there yet");
    fetches(&[&full], 2, "is not empty; empty it first or name another");
    fetches(&[&new], 2, "could not be fetched, or is not what it was (see above); nothing was changed");
    assert_eq!(fs::read_dir(name("a")).expect("the folder").count(), 0, "nothing half done is left");
    assert_eq!(fs::read_to_string(name("full/config.json")).expect("readable"), "{}");
}

#[test]
fn no_secret_is_in_the_deployment_files() {
    for path in [
        "deploy/compose.yaml",
        "deploy/verbatim.service",
        "deploy/Containerfile",
        "deploy/Containerfile.encoder",
        "deploy/verbatim.env.example",
    ] {
        for line in read(path).lines() {
            let has_token =
                line.split(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '-' && c != '_').any(|word| {
                    word.split_once(':').is_some_and(|(id, secret)| {
                        id.len() >= 8 && id.bytes().all(|byte| byte.is_ascii_digit()) && secret.len() >= 30
                    })
                });
            assert!(!has_token, "{path}: {line}");
        }
    }
}
