//! What was missed: how it gathers, what is kept of it, what the staff makes of it, and what that does.

mod gathering;
mod kept;
mod learning;
mod phrasings;
mod staff;

use verbatim::corpus;
use verbatim::engine::Engine;
use verbatim::faq_dir;

/// The thin FAQ that is measured on besides the shipped one.
fn library() -> Engine {
    let files = faq_dir::files(Some("tests/eval/library".as_ref())).expect("readable");
    Engine::new(corpus::load(&files).expect("it loads"))
}

/// A file of `tests/eval/missed/`.
fn written(name: &str) -> toml_edit::DocumentMut {
    let text = std::fs::read_to_string(format!("tests/eval/missed/{name}")).expect("readable");
    text.parse().expect("TOML")
}

/// The texts of a list.
fn texts(list: &toml_edit::Item) -> Vec<String> {
    let list = list.as_array().expect("a list").iter();
    list.map(|text| text.as_str().expect("a text").to_owned()).collect()
}
