//! `verbatim preview` in a real browser and from outside it: what an editor sees, what is written, and who is kept out.

mod adding;
mod asking;
mod browser;
mod encoding;
mod following;
mod guarding;
mod looks;
mod program;
