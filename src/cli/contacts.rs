//! Contacts from the environment, so that an operator need not change the FAQ to set a phone number.

use crate::corpus::Contacts;

/// Puts the contacts that are set in place of the FAQ's own.
pub(super) fn override_from(contacts: &mut Contacts, env: impl Fn(&str) -> Option<String>) {
    let overrides = [
        ("VERBATIM_CONTACT_EMERGENCY", &mut contacts.emergency),
        ("VERBATIM_CONTACT_CRISIS", &mut contacts.crisis),
        ("VERBATIM_CONTACT_CARE_TEAM", &mut contacts.care_team),
        ("VERBATIM_CONTACT_PERSON", &mut contacts.person),
    ];
    for (name, contact) in overrides {
        if let Some(value) = env(name) {
            *contact = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Contacts, override_from};

    #[test]
    fn contacts_from_the_environment_win() {
        let mut contacts = Contacts { emergency: "112".to_owned(), crisis: "a line".to_owned(), ..Contacts::default() };
        override_from(&mut contacts, |name| (name == "VERBATIM_CONTACT_EMERGENCY").then(|| "999".to_owned()));
        assert_eq!((contacts.emergency.as_str(), contacts.crisis.as_str()), ("999", "a line"));
    }
}
