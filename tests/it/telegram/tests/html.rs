//! The HTML dialect and the links, row by row, those that are refused too.

use crate::telegram::{html, links};

#[track_caller]
fn check_html(html: &str, text: &str, entities: &[(&str, usize, usize)]) {
    let parsed = html::parse(html).unwrap_or_else(|why| panic!("{html:?}: {why}"));
    let found: Vec<_> =
        parsed.entities.iter().map(|entity| (entity.kind.as_str(), entity.offset, entity.length)).collect();
    assert_eq!((parsed.text.as_str(), found.as_slice()), (text, entities), "{html:?}");
    assert_eq!(parsed.dropped, Vec::<String>::new(), "{html:?}");
}

#[track_caller]
fn check_refused(html: &str, why: &str) {
    assert_eq!(html::parse(html).map(|parsed| parsed.text), Err(why.to_owned()), "{html:?}");
}

#[track_caller]
fn check_dropped(html: &str, kept: &[&str]) {
    let parsed = html::parse(html).unwrap_or_else(|why| panic!("{html:?}: {why}"));
    let kinds: Vec<_> = parsed.entities.iter().map(|entity| entity.kind.as_str()).collect();
    assert_eq!(kinds, kept, "{html:?}");
    assert!(!parsed.dropped.is_empty(), "{html:?} loses nothing");
}

#[test]
fn html_that_telegram_takes() {
    check_html("plain", "plain", &[]);
    check_html("<b>a</b> <STRONG>b</Strong>", "a b", &[("bold", 0, 1), ("bold", 2, 1)]);
    check_html("<i>a</i><em>b</em>", "ab", &[("italic", 0, 1), ("italic", 1, 1)]);
    check_html("<u>a</u> <ins>b</ins>", "a b", &[("underline", 0, 1), ("underline", 2, 1)]);
    check_html(
        "<s>a</s> <strike>b</strike> <del>c</del>",
        "a b c",
        &[("strikethrough", 0, 1), ("strikethrough", 2, 1), ("strikethrough", 4, 1)],
    );
    check_html(
        "<tg-spoiler>a</tg-spoiler> <span class=\"tg-spoiler\">b</span>",
        "a b",
        &[("spoiler", 0, 1), ("spoiler", 2, 1)],
    );
    check_html("<b>bo<i>th</i></b>", "both", &[("bold", 0, 4), ("italic", 2, 2)]);
    check_html("<b>a</>", "a", &[("bold", 0, 1)]);
    check_html("<b>a</b  >", "a", &[("bold", 0, 1)]);
    check_html("<b></b>x", "x", &[]);
    check_html("😀<b>é😀</b>", "😀é😀", &[("bold", 2, 3)]);
    check_html("<code>x</code>", "x", &[("code", 0, 1)]);
    check_html("<pre>x</pre>", "x", &[("pre", 0, 1)]);
    check_html("<pre><code class=\"language-rust\">x</code></pre>", "x", &[("pre", 0, 1)]);
    check_html("<blockquote>a</blockquote>", "a", &[("blockquote", 0, 1)]);
    check_html(
        "<blockquote expandable>a <b>b</b></blockquote>",
        "a b",
        &[("expandable_blockquote", 0, 3), ("bold", 2, 1)],
    );
    check_html("<blockquote expandable=\"\">a</blockquote>", "a", &[("expandable_blockquote", 0, 1)]);
    check_html("<a href=\"https://a.org/?x=1&amp;y=2\">a</a>", "a", &[("text_link", 0, 1)]);
    check_html("<a href='tg://user?id=5'>a</a>", "a", &[("text_mention", 0, 1)]);
    check_html("<a>a.org</a>", "a.org", &[("text_link", 0, 5)]);
    check_html("<tg-emoji emoji-id=\"5368324170671202286\">👍</tg-emoji>", "👍", &[("custom_emoji", 0, 2)]);
    check_html("&lt;b&gt; &amp; &quot; &#60;&#x3C; &lt", "<b> & \" << <", &[]);
    check_html("&nbsp; & &copy; &#0; a > b", "&nbsp; & &copy; &#0; a > b", &[]);
}

#[test]
fn html_that_telegram_refuses() {
    check_refused("<x>a</x>", "Unsupported start tag \"x\" at byte offset 0");
    check_refused("é <br/>", "Unsupported start tag \"br/\" at byte offset 3");
    check_refused("1 < 2", "Unsupported start tag \"\" at byte offset 2");
    check_refused("1 <", "Unclosed start tag at byte offset 2");
    check_refused("<b", "Unclosed start tag at byte offset 0");
    check_refused("<b>a", "Can't find end tag corresponding to start tag \"b\"");
    check_refused("a</b>", "Unexpected end tag at byte offset 1");
    check_refused("<b>a</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"");
    check_refused("<b><i>a</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"");
    check_refused("<b>a</b", "Unclosed end tag at byte offset 4");
    check_refused("<span>a</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0");
    check_refused("<a =x>a</a>", "Empty attribute name in the tag \"a\" at byte offset 0");
    check_refused("<a href=\"x>a</a>", "Unclosed start tag at byte offset 0");
    check_refused("<a href=http://a.org>a</a>", "Unexpected end of name token at byte offset 8");
    check_refused("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified");
    check_refused(
        "&#xd800;",
        "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code \
         units",
    );
}

#[test]
fn html_that_telegram_cuts_in_silence() {
    check_dropped("<blockquote>a<blockquote>b</blockquote></blockquote>", &["blockquote"]);
    check_dropped("<a href=\"nowhere\">a</a>", &[]);
    check_dropped("<a href=\"mailto:a@b.org\">a</a> <a href=\"javascript://a.b\">b</a>", &["text_link"]);
    check_dropped("<code><b>a</b>c</code>", &["code"]);
    check_dropped("<b>a <code>b</code></b>", &["bold", "code"]);
}

#[test]
fn links_as_telegram_keeps_them() {
    #[track_caller]
    fn check(link: &str, expected: Result<&str, &str>) {
        assert_eq!(links::check(link), expected.map(str::to_owned), "{link}");
    }
    check("https://Example.org", Ok("https://example.org/"));
    check("example.org?x", Ok("http://example.org/?x"));
    check("http://a.org:8080/x", Ok("http://a.org:8080/x"));
    check("tg://resolve?domain=x", Ok("tg://resolve?domain=x"));
    check("http://localhost/", Err("Wrong HTTP URL"));
    check("https://", Err("URL host is empty"));
    check("gopher://a.org", Err("Unsupported URL protocol"));
    check("http://a.org:0/", Err("Wrong port number specified in the URL"));
}
