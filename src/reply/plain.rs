//! Blocks → plain text, as the terminal shows it and `--json` hands it on.

use super::block::Block;

/// All blocks as paragraphs; a passage is set off by a bar, as a quotation is in a letter.
pub(super) fn text(blocks: &[Block]) -> String {
    let paragraphs = blocks.iter().map(|block| match block {
        Block::Text(text) | Block::Strong(text) | Block::Note(text) => text.clone(),
        Block::Lines(lines) => lines.join("\n"),
        Block::Passage(text) => {
            text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
        }
    });
    paragraphs.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::{Block, text};

    #[test]
    fn a_passage_is_set_off() {
        let blocks = [Block::Strong("Q?".into()), Block::Passage("one\n\ntwo".into()), Block::Note("n".into())];
        assert_eq!(text(&blocks), "Q?\n\n> one\n>\n> two\n\nn");
    }
}
