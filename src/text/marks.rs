//! What kind of mark a character is, by Unicode's own properties where it has them.

use unicode_security::general_security_profile::IdentifierType;
use unicode_security::{GeneralSecurityProfile, skeleton};

/// Whether the character prints nothing: what Unicode calls default ignorable, and control characters.
pub(crate) fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && !c.is_ascii_whitespace();
    }
    // The crate's table has one type for each character, so it calls some deprecated, and none for what is unassigned.
    let ignorable = matches!(c, '\u{2065}'..='\u{206f}' | '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}');
    ignorable || c.is_control() || c.identifier_type() == Some(IdentifierType::Default_Ignorable)
}

/// Whether the character ends a line.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether the character is an apostrophe or would be taken for one.
pub(super) fn is_apostrophe(c: char) -> bool {
    match c {
        '\'' | '`' | '\u{b4}' => true,
        _ if c.is_ascii() || c.is_numeric() => false,
        // Ornamental quotes are in no table of what looks alike.
        '\u{275b}' | '\u{275c}' => true,
        // Only marks: letters of other scripts that look like an apostrophe stay letters.
        '\u{2b0}'..='\u{36f}' | '\u{55a}' | '\u{5f3}' | '\u{7f4}' | '\u{7f5}' | '\u{2010}'..='\u{206f}' => {
            skeleton(c.encode_utf8(&mut [0; 4])).eq(['\''])
        }
        '\u{a78b}' | '\u{a78c}' | '\u{ff07}' | '\u{ff40}' | '\u{1fbd}' | '\u{1fbf}' | '\u{1ffd}' | '\u{1ffe}' => true,
        _ => false,
    }
}

/// Whether the character is a dash or hyphen of another width.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}
