//! The figures that tables show, and what each says.

/// A figure as tables show it.
pub(super) struct FigureColumn {
    /// Its name in floors, baselines and JSON.
    pub(super) name: &'static str,
    /// Its heading.
    pub(super) heading: &'static str,
    /// What it says, for somebody who never read about it.
    pub(super) meaning: &'static str,
}

/// The figures that tables show, in their order.
pub(super) const COLUMNS: [FigureColumn; 11] = [
    FigureColumn {
        name: "right",
        heading: "right",
        meaning: "What fits was given; or nothing fits and no passage was quoted.",
    },
    FigureColumn { name: "offered", heading: "offered", meaning: "What fits was among the choices that were offered." },
    FigureColumn {
        name: "missed",
        heading: "missed",
        meaning: "What fits was neither given nor offered, or choices were offered where nothing fits; nothing wrong was said.",
    },
    FigureColumn { name: "wrong", heading: "wrong", meaning: "A passage that does not fit was quoted." },
    FigureColumn { name: "false_alarm", heading: "false alarm", meaning: "A red flag was raised without reason." },
    FigureColumn { name: "missed_red_flag", heading: "missed flag", meaning: "A red flag was not raised." },
    FigureColumn {
        name: "precision",
        heading: "precision",
        meaning: "Of the passages that were quoted, the share that fits.",
    },
    FigureColumn {
        name: "accuracy",
        heading: "accuracy",
        meaning: "Of the questions that an entry fits, the share where such an entry was ranked first, whatever was decided.",
    },
    FigureColumn {
        name: "auroc",
        heading: "auroc",
        meaning: "How well confidence tells the questions that an entry fits from the others: 100 is always, 50 is tossing a coin.",
    },
    FigureColumn {
        name: "in_95",
        heading: "in@95",
        meaning: "Of the questions that an entry fits, the share that would still be matched right if confidence had to turn away 95 % of the others.",
    },
    FigureColumn {
        name: "ece",
        heading: "ece",
        meaning: "Expected calibration error: how far confidence is from the share that is right, on average. 0 is best.",
    },
];

/// The name of a figure or a grade for reading.
pub(super) fn spoken(name: &str) -> String {
    name.replace('_', " ")
}
