//! The beginning of a text that is too long.

/// The text, cut at a word with an ellipsis when it is longer than `chars`.
pub(crate) fn cut(text: &str, chars: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(chars) else { return text.to_owned() };
    let last = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    let head = &text[..last];
    format!("{}…", head[..head.rfind(char::is_whitespace).unwrap_or(head.len())].trim_end())
}
