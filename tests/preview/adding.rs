//! Phrasings that are tried, written, refused and taken back.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use fantoccini::key::Key;

use crate::browser::Browser;
use crate::program::Preview;

const FILE: &str = "topics/borrowing.toml";

async fn wants(browser: &Browser, entry: &str, phrasing: &str) {
    browser.fill("#phrasing", phrasing).await;
    browser.value(&format!("document.querySelector('#entry').value = '{entry}'")).await;
    browser.click("#phrasing").await;
    browser.key(Key::Enter).await;
}

#[tokio::test]
async fn a_phrasing_is_tried_written_followed_and_taken_back() {
    let preview = Preview::start();
    let before = preview.read(FILE);
    let browser = Browser::open(&preview.url).await;
    browser.fill("#question", "wombats welcome").await;
    browser.until("document.querySelector('#why .tag')?.textContent === 'Not understood'").await;
    wants(&browser, "who-may-borrow", "wombats welcome").await;
    browser
        .until("document.querySelector('#trial').className === 'good' && !document.querySelector('#write').hidden")
        .await;
    browser.until("document.activeElement.id === 'write'").await;
    assert_eq!(preview.read(FILE), before, "nothing is written before that is asked for");
    browser.picture("trial").await;
    browser.key(Key::Enter).await;
    browser.until("!document.querySelector('#undo').hidden").await;
    let written = preview.read(FILE);
    assert!(written.contains("\"wombats welcome\""), "{written}");
    let without: String = written.replace(", \"wombats welcome\"", "").replace("\"wombats welcome\",", "");
    assert_eq!(words(&without), words(&before), "the rest stays");
    browser.until("document.querySelector('#why .decision').textContent.includes('who-may-borrow')").await;
    browser.until("document.activeElement.id === 'undo-button'").await;
    browser.picture("added").await;
    browser.key(Key::Enter).await;
    browser.until("document.querySelector('#undo').hidden").await;
    assert_eq!(preview.read(FILE), before, "byte for byte");
    browser.until("document.querySelector('#why .tag').textContent === 'Not understood'").await;
    assert_eq!(
        browser.value("document.activeElement.id").await,
        "question",
        "the keyboard is not lost with its button"
    );
    browser.close().await;
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[tokio::test]
async fn what_breaks_another_entry_is_refused_with_the_pair_named() {
    let preview = Preview::start();
    let before = preview.read(FILE);
    let browser = Browser::open(&preview.url).await;
    wants(&browser, "account", "can I book by phone").await;
    browser.until("document.querySelector('#trial').className === 'bad'").await;
    let told = browser.text("#trial").await;
    assert!(told.contains("booking"), "who has it is named: {told}");
    wants(&browser, "account", "how long can I keep a bike").await;
    browser.until("document.querySelector('#trial').textContent.includes('belongs to')").await;
    let told = browser.text("#trial").await;
    assert!(told.contains("booking") && told.contains("account"), "the pair is named: {told}");
    assert_eq!(browser.value("document.querySelector('#write').hidden").await, true);
    browser.picture("refused").await;
    // Escape closes it, and the keyboard is back in the field.
    browser.key(Key::Escape).await;
    assert_eq!(browser.value("document.querySelector('#trial').hidden").await, true);
    assert_eq!(browser.value("document.activeElement.id").await, "phrasing");
    wants(&browser, "account", "and then?").await;
    browser.until("document.querySelector('#trial').textContent.includes('no word in it')").await;
    assert_eq!(preview.read(FILE), before);
    browser.close().await;
}

#[tokio::test]
async fn a_file_that_was_edited_meanwhile_is_not_lost() {
    let preview = Preview::start();
    let browser = Browser::open(&preview.url).await;
    wants(&browser, "who-may-borrow", "wombats welcome").await;
    browser.until("!document.querySelector('#write').hidden").await;
    let edited = format!("{}\n# a note from another editor\n", preview.read(FILE));
    // The page's script asks at once, before it hears of the change.
    let result = {
        preview.write(FILE, &edited);
        browser
            .value(
                "fetch('/api/phrasings', { method: 'POST', headers: { 'content-type': 'application/json', \
                 'x-verbatim-token': document.querySelector('meta[name=token]').content }, body: JSON.stringify({ \
                 entry: 'who-may-borrow', phrasing: 'wombats welcome', write: true, tried_on: 'before' }) })\
                 .then((answer) => answer.json())",
            )
            .await
    };
    assert_eq!(result["state"], "written", "{result}");
    assert!(result["message"].as_str().expect("text").contains("changed after it was tried"), "{result}");
    let written = preview.read(FILE);
    assert!(written.contains("wombats welcome") && written.ends_with("# a note from another editor\n"));
    browser.until("!document.querySelector('#undo').hidden").await;
    // What is edited after it is not undone over.
    preview.write(FILE, &format!("{written}# one more\n"));
    browser.click("#undo-button").await;
    browser.until("document.querySelector('#trial').textContent.includes('was changed since')").await;
    assert_eq!(preview.read(FILE), format!("{written}# one more\n"));
    browser.close().await;
}

#[tokio::test]
async fn what_cannot_be_written_is_said_with_what_to_do() {
    let preview = Preview::start();
    let before = preview.read(FILE);
    fs::set_permissions(preview.path(FILE), Permissions::from_mode(0o444)).expect("set");
    let browser = Browser::open(&preview.url).await;
    wants(&browser, "who-may-borrow", "wombats welcome").await;
    browser.until("!document.querySelector('#write').hidden").await;
    browser.click("#write").await;
    browser.until("document.querySelector('#trial').textContent.includes('read-only')").await;
    let told = browser.text("#trial").await;
    assert!(told.contains("borrowing.toml") && told.contains("chmod u+w"), "{told}");
    assert_eq!(preview.read(FILE), before);
    browser.close().await;

    let preview = Preview::built_in();
    let browser = Browser::open(&preview.url).await;
    assert!(browser.text("#add-hint").await.contains("verbatim new my-faq"));
    browser.close().await;
}
