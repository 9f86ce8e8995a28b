//! RapidFuzz's `token_set_ratio`. The Rust crate has the distances but not this scorer, so it is put together here from
//! the crate's indel distance, step by step as RapidFuzz does it in Python, with the best score so far as cut-off.

use rapidfuzz::distance::indel;

use crate::set::Set;

pub(crate) struct TokenSet {
    documents: Vec<(usize, Vec<String>)>,
}

impl TokenSet {
    pub(crate) fn build(set: &Set) -> Self {
        Self { documents: set.documents().map(|(entry, text)| (entry, tokens(text))).collect() }
    }

    pub(crate) fn best(&self, text: &str) -> Option<usize> {
        let asked = tokens(text);
        let mut best = (0.0, None);
        for (entry, own) in &self.documents {
            let score = token_set_ratio(&asked, own, best.0);
            if score > best.0 {
                best = (score, Some(*entry));
            }
        }
        best.1
    }
}

/// The words in lower case, sorted, each once.
fn tokens(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut tokens: Vec<String> = words.map(str::to_owned).collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// 0 to 1; anything at or below `cutoff` may come as 0.
fn token_set_ratio(a: &[String], b: &[String], cutoff: f64) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let only = |these: &[String], others: &[String]| {
        let only = these.iter().filter(|token| others.binary_search(token).is_err());
        only.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let (only_a, only_b) = (only(a, b), only(b, a));
    let shared: Vec<&String> = a.iter().filter(|token| b.binary_search(token).is_ok()).collect();
    if !shared.is_empty() && (only_a.is_empty() || only_b.is_empty()) {
        return 1.0;
    }
    let shared_len = shared.iter().map(|token| token.len()).sum::<usize>() + shared.len().saturating_sub(1);
    let space = usize::from(!shared.is_empty());
    let with_a = shared_len + space + only_a.len();
    let with_b = shared_len + space + only_b.len();
    let ratio = |distance: usize, lengths: usize| 1.0 - distance as f64 / lengths as f64;
    let most = ((1.0 - cutoff) * (with_a + with_b) as f64).ceil() as usize;
    let args = indel::Args::default().score_cutoff(most);
    let distance = indel::distance_with_args(only_a.bytes(), only_b.bytes(), &args);
    let whole = distance.map_or(0.0, |distance| ratio(distance, with_a + with_b));
    if shared.is_empty() {
        return whole;
    }
    let shared_a = ratio(space + only_a.len(), shared_len + with_a);
    let shared_b = ratio(space + only_b.len(), shared_len + with_b);
    whole.max(shared_a).max(shared_b)
}

#[cfg(test)]
mod tests {
    use super::{token_set_ratio, tokens};

    /// Values of `rapidfuzz.fuzz.token_set_ratio` in its own documentation and tests, divided by 100.
    #[test]
    fn scores_are_those_of_rapidfuzz() {
        let check = |a: &str, b: &str, expected: f64| {
            let score = token_set_ratio(&tokens(a), &tokens(b), 0.0);
            assert!((score - expected).abs() < 1e-4, "{a} / {b}: {score}");
        };
        check("fuzzy wuzzy was a bear", "fuzzy fuzzy was a bear", 1.0);
        check("fuzzy was a bear but not a dog", "fuzzy was a bear but not a cat", 0.923_077);
        check("", "a", 0.0);
    }
}
