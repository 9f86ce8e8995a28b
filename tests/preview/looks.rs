//! How the page looks and is read out: widths, light and dark, contrast, names, headings.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::program::Preview;

/// Texts whose contrast with what is behind them is less than WCAG's 4.5.
const PALE: &str = r"(() => {
  const parse = (text) => { const n = text.match(/[\d.]+/g).map(Number); return { rgb: n.slice(0, 3), a: n[3] ?? 1 }; };
  const light = (rgb) => { const [r, g, b] = rgb.map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (element) => { for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a === 1) return c.rgb; } return [255, 255, 255]; };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pale = []; let seen = 0;
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.getClientRects().length || element.closest('.unseen, noscript, .skip')) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color).rgb), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); seen += 1;
    if (ratio < 4.5) pale.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className} ${walk.currentNode.data.slice(0, 30)}`);
  }
  return seen < 10 ? ['too few texts were looked at'] : pale;
})()";

/// Levels of the headings that are shown, in order.
const LEVELS: &str = "[...document.querySelectorAll('h1, h2, h3, h4')].filter((h) => h.getClientRects().length).map((h) => Number(h.tagName[1]))";

/// Roles that a person operates, which must have names.
const OPERATED: [&str; 9] =
    ["button", "link", "textbox", "combobox", "tab", "tabpanel", "tablist", "meter", "searchbox"];

async fn is_sound(browser: &Browser, what: &str) {
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (700, "light"), (360, "light"), (360, "dark")] {
        browser.look(width, scheme).await;
        let wide = browser.value("[document.documentElement.scrollWidth, innerWidth]").await;
        assert!(wide[0].as_u64() <= wide[1].as_u64(), "{what} at {width}: scrolls sideways, {wide}");
        assert_eq!(browser.value(PALE).await, json!([]), "{what}, {scheme} at {width}");
        browser.picture(&format!("{what}-{scheme}-{width}")).await;
    }
    let levels: Vec<u64> =
        browser.value(LEVELS).await.as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
    assert_eq!(levels.first(), Some(&1), "{what}: {levels:?}");
    assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "{what}: a level is left out, {levels:?}");
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes: Vec<&Value> =
        tree["nodes"].as_array().expect("nodes").iter().filter(|node| node["ignored"] != true).collect();
    let role = |node: &Value| node["role"]["value"].as_str().unwrap_or_default().to_owned();
    let nameless: Vec<String> = nodes
        .iter()
        .filter(|node| {
            OPERATED.contains(&&*role(node)) && node["name"]["value"].as_str().unwrap_or_default().trim().is_empty()
        })
        .map(|node| node.to_string())
        .collect();
    assert_eq!(nameless, [""; 0], "{what}: without a name");
    for wanted in ["banner", "main", "status", "tablist"] {
        assert!(nodes.iter().any(|node| role(node) == wanted), "{what}: there is no {wanted}");
    }
}

#[tokio::test]
async fn every_view_is_readable_on_every_screen() {
    let preview = Preview::start();
    let browser = Browser::open(&preview.url).await;
    browser.until("document.querySelector('.key-row button')").await;
    is_sound(&browser, "greeting").await;
    browser
        .fill(
            "#question",
            "who may borrow a bike, I live at Donaudampfschifffahrtsgesellschaftskapitaenswitwenstrassenecke",
        )
        .await;
    browser.until("document.querySelector('#chat .from-me') && document.querySelector('.ranks')").await;
    browser.value("document.querySelectorAll('details').forEach((one) => { one.open = true; })").await;
    is_sound(&browser, "answered").await;
    browser.fill("#phrasing", "how long can I keep a bike").await;
    browser.value("document.querySelector('#entry').value = 'account'").await;
    browser.click("#try").await;
    browser.until("document.querySelector('#trial').className === 'bad'").await;
    is_sound(&browser, "trial").await;
    browser.click("#tab-many").await;
    browser.fill("#questions", "who may borrow a bike\nhello\nbike\nwhat does a wombat eat").await;
    browser.click("#many-form [type=submit]").await;
    browser.until("document.querySelector('#many tbody tr')").await;
    is_sound(&browser, "table").await;
    preview.write("gaps.toml", "[[gap]\n");
    browser.until("!document.querySelector('#trouble').hidden").await;
    browser.click("#tab-findings").await;
    is_sound(&browser, "broken").await;
    browser.close().await;
}

#[tokio::test]
async fn the_skip_link_the_focus_and_the_tabs_work_by_keyboard() {
    use fantoccini::key::Key;
    let preview = Preview::start();
    let browser = Browser::open(&preview.url).await;
    browser.until("document.querySelector('.key-row button')").await;
    browser.value("(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); })()").await;
    browser.key(Key::Tab).await;
    assert_eq!(browser.value("document.activeElement.className").await, "skip");
    assert!(
        browser.value("document.activeElement.getBoundingClientRect().top").await.as_f64() >= Some(0.0),
        "it is seen"
    );
    let outline = browser.value("getComputedStyle(document.activeElement).outlineStyle").await;
    assert_eq!(outline, "solid", "where the keyboard is can be seen");
    browser.key(Key::Enter).await;
    assert_eq!(browser.value("document.activeElement.id").await, "question");
    browser.value("document.querySelector('#tab-ask').focus()").await;
    browser.key(Key::Right).await;
    assert_eq!(browser.value("document.activeElement.id").await, "tab-many");
    assert_eq!(browser.value("document.querySelector('#view-many').hidden").await, false);
    browser.key(Key::Left).await;
    browser.key(Key::Left).await;
    assert_eq!(browser.value("document.activeElement.id").await, "tab-findings");
    // A script that stands in the page itself does not run; the browser complains, which is what is wanted here.
    let ran = browser.value("(() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s); return window.hacked ?? 0; })()").await;
    assert_eq!(ran, 0);
    assert!(browser.complaints().await.iter().any(|line| line.contains("Content Security Policy")));
    browser.close().await;
}
