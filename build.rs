//! Tells cargo that the FAQ folder is built into the binary, so that a file added to it starts a new build.

fn main() {
    println!("cargo:rerun-if-changed=faq");
}
