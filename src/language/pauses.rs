//! What goes on over a pause and what begins anew behind one; stems.

/// Stems by which it is known whether what stands on the two sides of a pause belongs together.
#[derive(Debug)]
pub(crate) struct Pauses {
    /// Stems that nothing ends with: what they open comes after the pause.
    pub(crate) continuing: &'static [&'static str],
    /// Stems that something new begins with.
    pub(crate) beginning: &'static [&'static str],
    /// Stems that may be an answer by themselves.
    pub(crate) denying: &'static [&'static str],
    /// That of them which is one wherever a pause follows it.
    pub(crate) always_denying: &'static str,
}
