//! Arranging posts on the wire: what a tap on a button of those pages sends back, at most 64 bytes.

use super::zone;
use crate::corpus::Id;
use crate::reply::{PostKind, Posting, PostingStep};

/// The callback data, without the letter that all of them begin with. Old messages keep their buttons for years, so the
/// letters must not change.
pub(super) fn data(posting: &Posting) -> String {
    let Posting::For(chat, step) = posting else { return String::new() };
    let step = match step {
        PostingStep::Panel => "p".to_owned(),
        PostingStep::Hour(kind) => format!("h{}", letter(*kind)),
        PostingStep::Minute(kind, hour) => format!("m{}{hour}", letter(*kind)),
        PostingStep::At(kind, minute) => format!("a{}{minute}", letter(*kind)),
        PostingStep::Never(kind) => format!("x{}", letter(*kind)),
        PostingStep::Zones => "z".to_owned(),
        PostingStep::Zone(zone) => format!("z{zone}"),
        PostingStep::Pause(is_paused) => format!("u{}", u8::from(*is_paused)),
        PostingStep::Preview(kind) => format!("v{}", letter(*kind)),
        PostingStep::Now(kind, entry) => format!("n{}{entry}", letter(*kind)),
    };
    format!("{chat}:{step}")
}

/// The tap of callback data; `None` when no version up to this one wrote it.
pub(super) fn posting(data: &str) -> Option<Posting> {
    if data.is_empty() {
        return Some(Posting::Chats);
    }
    let (chat, step) = data.split_once(':')?;
    Some(Posting::For(chat.parse().ok().filter(|chat| *chat < 0)?, self::step(step)?))
}

fn step(step: &str) -> Option<PostingStep> {
    let (what, rest) = step.split_at_checked(1)?;
    match (what, rest) {
        ("p", "") => return Some(PostingStep::Panel),
        ("z", "") => return Some(PostingStep::Zones),
        ("z", zone) => return Some(PostingStep::Zone(zone::name(zone)?)),
        ("u", "0") => return Some(PostingStep::Pause(false)),
        ("u", "1") => return Some(PostingStep::Pause(true)),
        _ => {}
    }
    let (kind, rest) = rest.split_at_checked(1)?;
    let kind = PostKind::ALL.into_iter().find(|known| letter(*known) == kind)?;
    match (what, rest) {
        ("h", "") => Some(PostingStep::Hour(kind)),
        ("x", "") => Some(PostingStep::Never(kind)),
        ("v", "") => Some(PostingStep::Preview(kind)),
        ("m", hour) => Some(PostingStep::Minute(kind, hour.parse().ok().filter(|hour| *hour < 24)?)),
        ("a", minute) => Some(PostingStep::At(kind, minute.parse().ok().filter(|minute| *minute < 24 * 60)?)),
        ("n", entry) => Some(PostingStep::Now(kind, Id::new(entry)?)),
        _ => None,
    }
}

fn letter(kind: PostKind) -> &'static str {
    match kind {
        PostKind::Passage => "p",
        PostKind::Quiz => "q",
    }
}

#[cfg(test)]
mod tests {
    use super::{data, posting};
    use crate::corpus::Id;
    use crate::reply::{PostKind, Posting, PostingStep, ZONES};

    #[test]
    fn every_tap_comes_back_from_at_most_62_bytes() {
        let mut steps =
            vec![PostingStep::Panel, PostingStep::Zones, PostingStep::Pause(true), PostingStep::Pause(false)];
        steps.extend(ZONES.map(|zone| PostingStep::Zone(zone.to_owned())));
        for kind in PostKind::ALL {
            let id = Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
            steps.extend([
                PostingStep::Hour(kind),
                PostingStep::Minute(kind, 23),
                PostingStep::At(kind, 1439),
                PostingStep::Never(kind),
                PostingStep::Preview(kind),
                PostingStep::Now(kind, id),
            ]);
        }
        let taps = steps.into_iter().map(|step| Posting::For(-1_009_999_999_999, step)).chain([Posting::Chats]);
        for expected in taps {
            let data = data(&expected);
            assert!(data.len() <= 62, "{data}");
            assert_eq!(posting(&data), Some(expected), "{data}");
        }
    }

    #[test]
    fn data_of_others_are_no_tap() {
        for data in [
            "x",
            "7:p",
            "-7",
            "-7:",
            "-7:q",
            "-7:h",
            "-7:hz",
            "-7:mp24",
            "-7:ap1440",
            "-7:u2",
            "-7:zNowhere",
            "-7:np",
            "é:p",
            "-7:é",
        ] {
            assert_eq!(posting(data), None, "{data:?}");
        }
    }
}
