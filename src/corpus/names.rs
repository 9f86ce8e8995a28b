//! Which files a FAQ folder is made of, and which file one was meant to be that nothing reads.
//!
//! A red flag in `safety.toml.txt` is never heard, and nobody notices: what looks like a file of the FAQ and is none
//! must not be passed over.

use super::reader::nearest;

/// The files beside topics and sources.
pub(super) const KNOWN: [&str; 5] = ["faq.toml", "gaps.toml", "courtesies.toml", "vocabulary.toml", "safety.toml"];

/// Endings that come to a file by a slip, an editor or another habit.
const SLIPS: [&str; 7] = ["toml", "txt", "tml", "tom", "yaml", "yml", "text"];

/// Endings of copies that people put aside. One is meant only when what it is a copy of is gone.
const PUT_ASIDE: [&str; 4] = ["bak", "orig", "old", "save"];

/// The name of the topic in a path such as `topics/tace.toml`.
pub(super) fn topic_id(path: &str) -> Option<&str> {
    path.strip_prefix("topics/")?.strip_suffix(".toml").filter(|name| !name.contains('/'))
}

/// Whether a file looks like one of a FAQ folder, by its path in it; whoever reads the folder must hand it over, its
/// name at least.
#[must_use]
pub fn looks_like_one(path: &str) -> bool {
    topic_id(path).is_some() || KNOWN.contains(&path) || meant(path, |_| false).is_some()
}

/// The path that a file should have that nothing reads; `None` when it does not look like a file of a FAQ.
/// `is_there` says which files there are.
pub(super) fn meant(path: &str, is_there: impl Fn(&str) -> bool) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    // What editors and systems keep beside a file.
    if path.split('/').any(|part| part.starts_with(['.', '#', '~']) || part.ends_with(['~', '#'])) {
        return None;
    }
    let lower = name.to_lowercase();
    let (stem, endings) = lower.split_once('.').unwrap_or((&lower, ""));
    let is_put_aside = endings.rsplit('.').next().is_some_and(|last| PUT_ASIDE.contains(&last));
    let is_slip = |ending: &str| SLIPS.contains(&ending) || (is_put_aside && PUT_ASIDE.contains(&ending));
    let is_plain = endings.is_empty() || endings.split('.').all(is_slip);
    let found = match folder.to_lowercase().as_str() {
        "" if is_plain => {
            // A name without an ending is meant only when it is right otherwise.
            let toml = format!("{}.toml", stem.trim());
            if endings.is_empty() {
                KNOWN.into_iter().find(|known| *known == toml)
            } else {
                nearest(&toml, KNOWN.into_iter())
            }
            .filter(|known| !is_put_aside || !is_there(known))
            .map(str::to_owned)
        }
        // Notes to a topic may lie beside it.
        "topics" | "topic" if is_plain && !["", "txt", "text"].contains(&endings) && !is_put_aside => {
            Some(format!("topics/{stem}.toml"))
        }
        nested if nested.starts_with("topics/") && lower.ends_with(".toml") => Some(format!("topics/{stem}.toml")),
        "sources" | "source" if lower.ends_with(".txt") || lower.ends_with(".text") => {
            Some(format!("sources/{}.txt", stem_of_text(name)))
        }
        _ => None,
    };
    found.filter(|found| found != path)
}

/// The name of a text without its endings, in the letters it is written in.
fn stem_of_text(name: &str) -> &str {
    let mut stem = name;
    while let Some((head, ending)) = stem.rsplit_once('.')
        && ["txt", "text"].contains(&ending.to_lowercase().as_str())
    {
        stem = head;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(meant(path, |_| true).as_deref(), expected, "{path}");
    }

    #[test]
    fn what_looks_like_a_file_of_the_faq_is_told_its_name() {
        check("safety.toml.txt", Some("safety.toml"));
        check("safety.yaml", Some("safety.toml"));
        check("safety.txt", Some("safety.toml"));
        check("safety", Some("safety.toml"));
        check("Safety.toml", Some("safety.toml"));
        check("SAFETY.TOML", Some("safety.toml"));
        check("saftey.toml", Some("safety.toml"));
        check("gaps.tml", Some("gaps.toml"));
        check("gap.toml", Some("gaps.toml"));
        check("Faq.toml", Some("faq.toml"));
        check("topics/tace.yml", Some("topics/tace.toml"));
        check("topics/tace.toml.txt", Some("topics/tace.toml"));
        check("topics/TACE.TOML", Some("topics/tace.toml"));
        check("topic/x.toml", Some("topics/x.toml"));
        check("Topics/x.toml", Some("topics/x.toml"));
        check("topics/more/x.toml", Some("topics/x.toml"));
        check("sources/x.TXT", Some("sources/x.txt"));
        check("sources/x.txt.txt", Some("sources/x.txt"));
        check("source/x.txt", Some("sources/x.txt"));
    }

    #[test]
    fn what_lies_beside_a_faq_is_not() {
        for path in [
            ".safety.toml.swp",
            "safety.toml~",
            "#safety.toml#",
            "safety.toml.bak",
            "safety.toml.swp",
            "safety.toml.tmp",
            ".git/safety.toml",
            ".DS_Store",
            "README.md",
            "README",
            "LICENSE",
            "notes.txt",
            "safety.md",
            "safety.pdf",
            "Makefile",
            "topics/README.md",
            "topics/tace.toml.bak",
            "topics/.tace.toml.swp",
            "topics/tace.toml~",
            "topics/notes",
            "topics/notes.txt",
            "sources/liver.pdf",
            "sources/README.md",
            "docs/safety.txt",
            "faq.toml",
            "safety.toml",
            "topics/tace.toml",
            "sources/x.txt",
        ] {
            check(path, None);
        }
    }

    #[test]
    fn a_copy_is_meant_when_what_it_is_a_copy_of_is_gone() {
        assert_eq!(meant("safety.toml.bak", |_| false).as_deref(), Some("safety.toml"));
        assert_eq!(meant("safety.old", |_| false).as_deref(), Some("safety.toml"));
        assert_eq!(meant("topics/tace.toml.bak", |_| false), None);
    }
}
