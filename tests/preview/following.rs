//! The page follows the files: changed, broken, healed, gone and back.

use std::fs;

use nix::sys::signal::Signal;

use crate::browser::Browser;
use crate::program::{Preview, refusal};

const FILE: &str = "topics/borrowing.toml";

#[tokio::test]
async fn a_change_on_disk_is_on_the_page_and_a_broken_file_is_said_and_healed() {
    let preview = Preview::start();
    let good = preview.read(FILE);
    let browser = Browser::open(&preview.url).await;
    browser.fill("#question", "who may borrow a bike").await;
    browser.until("document.querySelector('#chat .bubble b').textContent === 'Who may borrow a cargo bike?'").await;
    preview.write(FILE, &good.replace("Who may borrow a cargo bike?", "Who is allowed to borrow a cargo bike?"));
    browser.until("document.querySelector('#chat .bubble b').textContent.startsWith('Who is allowed')").await;
    assert_eq!(browser.value("document.activeElement.id").await, "question", "the keyboard stays where it was");

    preview.write(FILE, &good.replace("is 18 or older may borrow", "is 21 or older may borrow"));
    browser.until("!document.querySelector('#trouble').hidden").await;
    let said = browser.text("#trouble").await;
    let line = 1 + good.lines().position(|line| line.contains("18 or older")).expect("there");
    assert!(said.contains(&format!("{FILE}:{line}:")) && said.contains("last FAQ that loaded"), "{said}");
    // The last good FAQ answers on.
    assert!(browser.text("#chat .bubble").await.contains("18 or older"));
    browser.click("#tab-findings").await;
    browser.until("document.querySelector('#findings .tag.error')").await;
    browser.picture("findings").await;

    preview.write(FILE, &good);
    browser.until("document.querySelector('#trouble').hidden").await;
    // The whole folder goes and comes back, as when another branch is checked out.
    let folder = preview.path("");
    let aside = folder.with_file_name("aside");
    fs::rename(&folder, &aside).expect("moved");
    browser.until("!document.querySelector('#trouble').hidden && document.querySelector('#trouble').textContent.includes('cannot read')").await;
    fs::rename(&aside, &folder).expect("moved back");
    browser.until("document.querySelector('#trouble').hidden").await;
    browser.until("document.querySelector('#state-text').textContent.startsWith('Loaded, ')").await;
    browser.close().await;
}

#[tokio::test]
async fn a_folder_that_never_loaded_says_what_to_mend_and_then_answers() {
    let preview = Preview::changed(|faq| fs::rename(faq.join("faq.toml"), faq.join("kept")).expect("moved"));
    let browser = Browser::open(&preview.url).await;
    let said = browser.text("#trouble").await;
    assert!(said.contains("do not load") && said.contains("Nothing can be asked"), "{said}");
    browser.fill("#question", "who may borrow a bike").await;
    browser.until("document.querySelector('#chat').textContent.includes('No FAQ has loaded yet')").await;
    fs::rename(preview.path("kept"), preview.path("faq.toml")).expect("moved back");
    browser.until("document.querySelector('#chat blockquote')?.textContent.includes('18 or older')").await;
    browser.close().await;
}

#[tokio::test]
async fn it_ends_when_told_to_and_the_page_says_so() {
    let preview = Preview::start();
    let browser = Browser::open(&preview.url).await;
    browser.until("document.querySelector('.bubble')").await;
    // The page listens all the while, which does not keep the program from ending.
    let ended = preview.end(Signal::SIGINT);
    assert_eq!(ended.code(), Some(0));
    browser.until("!document.querySelector('#offline').hidden").await;
    drop(browser);
    // A folder that is named goes before the one of the environment.
    let said = refusal(&["there-is-no-such-folder"], &[("VERBATIM_FAQ", "faq")]);
    assert!(said.contains("there-is-no-such-folder") && said.contains("verbatim new"), "{said}");
}
