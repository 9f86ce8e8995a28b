//! A sentence encoder on the page: what it added to each match, also after a change of the files.

use std::fs;

use self::tiny_model::Family;
use crate::browser::Browser;
use crate::program::{Preview, refusal};

/// The model of the encoder's own tests.
#[path = "../../src/encoder/tests/tiny_model.rs"]
#[expect(dead_code, reason = "one family of two is enough here")]
mod tiny_model;

const FILE: &str = "topics/borrowing.toml";
const SHARES: &str = "[...document.querySelectorAll('#why .ranks > li')].length > 0 && \
                      [...document.querySelectorAll('#why .ranks > li')].every((one) => \
                      one.textContent.includes('Encoder: nearest phrasing') && \
                      one.textContent.includes('Without the encoder: '))";

#[tokio::test]
async fn the_page_says_what_the_encoder_added_and_a_reload_keeps_it() {
    let model = tiny_model::folder(Family::Bert);
    let preview = Preview::encoded(model.path());
    let kept = preview.path("").with_file_name("vectors");
    let length = fs::metadata(&kept).expect("the vectors are kept before the page is there").len();
    let browser = Browser::open(&preview.url).await;
    browser.fill("#question", "who may borrow a bike").await;
    browser.until(SHARES).await;
    browser.picture("encoder").await;
    let asked = "Who is allowed to ride one of the cargo bikes?";
    preview.write(FILE, &preview.read(FILE).replace("Who may borrow a cargo bike?", asked));
    browser.fill("#question", asked).await;
    browser.until("document.querySelector('#why').textContent.includes('Who is allowed to ride one')").await;
    browser.until(SHARES).await;
    assert!(fs::metadata(&kept).expect("they are there").len() > length, "what is new is kept too");
    browser.close().await;
}

#[test]
fn a_wrong_folder_is_refused_before_there_is_a_page() {
    let empty = tempfile::tempdir().expect("a folder");
    let said = refusal(&["--encoder", empty.path().to_str().expect("UTF-8")], &[]);
    assert!(said.contains("config.json: is not there"), "{said}");
    let said = refusal(&[], &[("VERBATIM_ENCODER", "/nowhere/at-all")]);
    assert!(said.contains("/nowhere/at-all: is not there"), "{said}");
}
