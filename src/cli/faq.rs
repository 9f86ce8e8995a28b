//! Which FAQ a verb uses, and the contacts that stand in for the FAQ's own.

use std::path::{Path, PathBuf};

use clap::Args;

use super::env;
use crate::corpus::{self, Contacts, Faq};
use crate::engine::Engine;
use crate::faq_dir;

/// The arguments that choose a FAQ.
#[derive(Debug, Clone, Default, Args)]
pub struct FaqArgs {
    /// The FAQ folder [env: VERBATIM_FAQ] [default: the one that is built in]
    #[arg(long, value_name = "DIR")]
    pub faq: Option<PathBuf>,
}

impl FaqArgs {
    /// The folder that the flag or else the environment names; `None` for the embedded one.
    #[must_use]
    pub fn dir(&self) -> Option<PathBuf> {
        self.faq.clone().or_else(|| env("VERBATIM_FAQ").map(PathBuf::from))
    }
}

/// Loads a FAQ, with the contacts that the environment names in place of its own, and builds its index.
///
/// # Errors
/// What is wrong with the folder, one finding a line.
pub fn load_engine(args: &FaqArgs) -> anyhow::Result<Engine> {
    let dir = args.dir();
    let mut faq = load(dir.as_deref())?;
    override_contacts(&mut faq.contacts, env);
    Ok(Engine::new(faq))
}

fn load(dir: Option<&Path>) -> anyhow::Result<Faq> {
    let files = faq_dir::files(dir)?;
    corpus::load(&files).map_err(|findings| {
        let place = dir.map_or_else(|| "the built-in FAQ".to_owned(), |dir| dir.display().to_string());
        anyhow::anyhow!("{place} cannot be used:\n{findings}")
    })
}

/// Puts contacts from the environment in place of the FAQ's, so that an operator need not change the FAQ for them.
fn override_contacts(contacts: &mut Contacts, env: impl Fn(&str) -> Option<String>) {
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
    use super::{Contacts, override_contacts};

    #[test]
    fn contacts_from_the_environment_win() {
        let mut contacts = Contacts { emergency: "112".to_owned(), crisis: "a line".to_owned(), ..Contacts::default() };
        override_contacts(&mut contacts, |name| (name == "VERBATIM_CONTACT_EMERGENCY").then(|| "999".to_owned()));
        assert_eq!((contacts.emergency.as_str(), contacts.crisis.as_str()), ("999", "a line"));
    }
}
