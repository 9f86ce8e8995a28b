//! Questions on the page: the reply, why it came, buttons, languages, many at once.

use fantoccini::key::Key;

use crate::browser::Browser;
use crate::program::Preview;

#[tokio::test]
async fn a_question_is_typed_answered_and_explained_by_keyboard_alone() {
    let preview = Preview::start();
    let browser = Browser::open(&preview.url).await;
    // The greeting stands where no question does.
    browser.until("document.querySelector('.bubble').textContent.includes('borrowing a cargo bike')").await;
    browser.picture("empty").await;
    browser.keys("who may borrow a bike").await;
    browser.key(Key::Enter).await;
    browser.until("document.querySelector('#chat blockquote').textContent.includes('18 or older')").await;
    assert_eq!(browser.text("#chat .from-me").await, "who may borrow a bike");
    let bubble = browser.text("#chat .bubble").await;
    assert!(bubble.contains("The office has the last word."), "the disclaimer is there: {bubble}");
    browser.until("document.querySelector('#why .decision').textContent.includes('who-may-borrow')").await;
    browser.until("document.querySelector('#said').textContent.startsWith('Answered: Who may borrow')").await;
    assert!(browser.text("#why").await.contains("sure enough"));
    assert_eq!(browser.value("document.activeElement.id").await, "question", "the keyboard stays where it was");
    browser.picture("answer").await;
    // Escape clears, and the greeting is back.
    browser.key(Key::Escape).await;
    assert_eq!(browser.value("document.querySelector('#question').value").await, "");
    browser.until("!document.querySelector('#chat .from-me')").await;
    // From elsewhere a slash leads back.
    browser.click("#tab-findings").await;
    browser.keys("/").await;
    assert_eq!(browser.value("document.activeElement.id").await, "question");
    assert_eq!(browser.value("document.querySelector('#question').value").await, "", "the slash is no text");
    browser.close().await;
}

#[tokio::test]
async fn buttons_lead_where_the_bot_leads() {
    let preview = Preview::start();
    let browser = Browser::open(&preview.url).await;
    // The greeting's topics.
    browser.until("document.querySelector('.key-row button')").await;
    browser.value("[...document.querySelectorAll('.key-row button')].find((one) => one.textContent.includes('Borrowing and booking')).click()").await;
    browser.until("[...document.querySelectorAll('.key-row button')].some((one) => one.textContent === 'How do I cancel a booking?')").await;
    browser.value("[...document.querySelectorAll('.key-row button')].find((one) => one.textContent === 'How do I cancel a booking?').click()").await;
    browser
        .until("document.querySelector('#chat blockquote').textContent.includes('two hours before the start')")
        .await;
    // A question back, picked from; what was not picked stays to be picked.
    browser.fill("#question", "borrow").await;
    browser.key(Key::Enter).await;
    browser.until("document.querySelector('#why .tag').textContent === 'Choice'").await;
    browser.picture("choice").await;
    let first = browser.value("document.querySelector('.key-row button').textContent").await;
    browser.value("document.querySelector('.key-row button').click()").await;
    browser.until("document.querySelector('#chat blockquote')").await;
    assert_eq!(browser.value("document.querySelector('#chat .bubble b').textContent").await, first);
    assert!(browser.value("document.querySelector('#chat').contains(document.activeElement)").await == true);
    // A verdict marks the button.
    browser.value("document.querySelector('.key-row button').click()").await;
    browser.until("!document.querySelector('#toast').hidden").await;
    // The bot's words in German; the passage stays as it is.
    browser.fill("#question", "who may borrow a bike").await;
    browser.value("(() => { const all = document.querySelector('#language'); all.value = 'de'; all.dispatchEvent(new Event('change')); })()").await;
    browser.until("document.querySelector('#chat .bubble').textContent.includes('Englisch')").await;
    browser.value("(() => { const all = document.querySelector('#form'); all.value = 'html'; all.dispatchEvent(new Event('change')); })()").await;
    browser.until("document.querySelector('#chat .bubble').textContent.includes('<blockquote>')").await;
    browser.close().await;
}

#[tokio::test]
async fn markup_in_questions_and_in_the_corpus_is_text() {
    let hack = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script>";
    let preview = Preview::changed(|faq| {
        let path = faq.join("topics/borrowing.toml");
        let text = std::fs::read_to_string(&path).expect("read");
        let text = text
            .replace("Borrowing and booking", &format!("Borrowing {}", hack.replace('"', "\\\"")))
            .replace("Who may borrow a cargo bike?", &format!("Who may borrow {}?", hack.replace('"', "\\\"")));
        std::fs::write(path, text).expect("written");
    });
    let browser = Browser::open(&preview.url).await;
    browser.until("document.querySelector('#chat').textContent.includes('<script>')").await;
    browser.fill("#question", &format!("who may borrow a bike {hack}")).await;
    browser.key(Key::Enter).await;
    browser.until("document.querySelector('#chat .from-me').textContent.includes('onerror')").await;
    browser.until("document.querySelector('#why').textContent.includes('<script>')").await;
    browser.click("#tab-many").await;
    browser.fill("#questions", hack).await;
    browser.click("#many-form [type=submit]").await;
    browser.until("document.querySelector('#many').textContent.includes('<script>')").await;
    assert_eq!(browser.value("document.querySelectorAll('main img, main script').length").await, 0);
    assert_eq!(browser.value("window.hacked ?? null").await, serde_json::Value::Null);
    browser.close().await;
}

#[tokio::test]
async fn many_questions_are_seen_at_a_glance_and_what_changed_is_marked() {
    let preview = Preview::start();
    let browser = Browser::open(&preview.url).await;
    browser.click("#tab-many").await;
    browser.fill("#questions", "who may borrow a bike\n\nhello\nwhat does a wombat eat\n").await;
    browser.click("#many-form [type=submit]").await;
    browser.until("document.querySelectorAll('#many tbody tr').length === 3").await;
    let told = browser.text("#many tbody").await;
    assert!(
        told.contains("who-may-borrow") && told.contains("Small talk") && told.contains("Not understood"),
        "{told}"
    );
    let topic = preview.read("topics/borrowing.toml");
    preview.write(
        "topics/borrowing.toml",
        &topic.replace("\"Can I borrow a bike?\"", "\"what does a wombat eat\", \"Can I borrow a bike?\""),
    );
    browser.until("document.querySelector('#many tr.changed')").await;
    let changed = browser.text("#many tr.changed").await;
    assert!(changed.contains("wombat") && changed.contains("was: Not understood"), "{changed}");
    browser.picture("many").await;
    browser.click("#forget-changes").await;
    browser.until("!document.querySelector('#many tr.changed')").await;
    browser.close().await;
}
