//! Contacts from the environment, so that an operator need not change the FAQ to set a phone number.

use crate::corpus::Contacts;

/// The contacts that are set; the others are empty.
pub(super) fn contacts(env: impl Fn(&str) -> Option<String>) -> Contacts {
    let of = |name| env(name).unwrap_or_default();
    Contacts {
        emergency: of("VERBATIM_CONTACT_EMERGENCY"),
        crisis: of("VERBATIM_CONTACT_CRISIS"),
        care_team: of("VERBATIM_CONTACT_CARE_TEAM"),
        person: of("VERBATIM_CONTACT_PERSON"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Contacts, contacts};

    #[test]
    fn contacts_from_the_environment_win() {
        let mut own = Contacts { emergency: "112".to_owned(), crisis: "a line".to_owned(), ..Contacts::default() };
        own.override_with(&contacts(|name| (name == "VERBATIM_CONTACT_EMERGENCY").then(|| "999".to_owned())));
        assert_eq!((own.emergency.as_str(), own.crisis.as_str()), ("999", "a line"));
    }
}
