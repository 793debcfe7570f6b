//! What we tell and the official parser lets pass, or tells at a later line: mostly steps that would silently not run.

use mystery_shopper::plan::Kind;

use super::Difference;

/// We tell a mistake; the official parser reads the file, or stops at a later line.
pub(super) const STRICTER: [Difference; 25] = [
    Difference {
        name: "a-file-without-a-feature",
        why: "nothing would be run, and nothing run is never green; it is told at the first line",
        cases: &[
            "a mark alone",
            "an empty file",
            "blank lines alone",
            "comments alone",
            "a language alone",
            "tags alone",
            "words behind a remark in place of a feature",
        ],
        is: |seen, _| seen.tells(Kind::NotAFeature),
    },
    Difference {
        name: "a-feature-without-scenarios",
        why: "nothing would be run",
        cases: &[
            "a feature without anything",
            "a feature with words alone",
            "a background alone",
            "lines end as on an old macintosh",
        ],
        is: |seen, _| seen.tells(Kind::NothingHere),
    },
    Difference {
        name: "a-scenario-without-steps",
        why: "it would be green without a look at the shop",
        cases: &[
            "words that end with a blank line of a file",
            "a table under nothing",
            "a scenario without steps",
            "a scenario with words and no steps",
            "an outline without steps",
        ],
        is: |seen, _| seen.tells(Kind::NoSteps),
    },
    Difference {
        name: "an-outline-without-examples",
        why: "its journeys were forgotten",
        cases: &["an outline without examples"],
        is: |seen, _| seen.tells(Kind::NoExamples),
    },
    Difference {
        name: "examples-without-rows",
        why: "its journeys were forgotten",
        cases: &[
            "examples without rows",
            "examples without a table",
            "examples with words alone",
            "one of two examples has no rows",
        ],
        is: |seen, _| seen.tells(Kind::EmptyExamples),
    },
    Difference {
        name: "a-placeholder-without-a-column",
        why: "the step would say the brackets",
        cases: &["a placeholder without a column"],
        is: |seen, _| seen.tells(Kind::UnknownPlaceholder),
    },
    Difference {
        name: "a-column-that-nobody-uses",
        why: "a value that changes nothing was meant to change something",
        cases: &["a column that nobody uses", "a table under nothing"],
        is: |seen, _| seen.tells(Kind::UnusedPlaceholder),
    },
    Difference {
        name: "two-scenarios-of-one-name",
        why: "a report could not tell them apart",
        cases: &["two scenarios of one name"],
        is: |seen, _| seen.tells(Kind::DuplicateName),
    },
    Difference {
        name: "policies",
        why: "a tag with a colon asks something of the run; a budget that silently does not hold is worse than none",
        cases: &["a policy that nobody knows", "a policy that cannot be"],
        is: |seen, _| seen.tells(Kind::UnknownPolicy) || seen.tells(Kind::BadPolicy),
    },
    Difference {
        name: "an-at-sign-without-a-name",
        why: "the official parser drops it without a word, and whoever selects by the tag misses the journey",
        cases: &["a lone at sign", "an at sign between tags", "two at signs", "an at sign at the end"],
        is: |seen, _| seen.tells(Kind::BadTag),
    },
    Difference {
        name: "tags-of-nothing",
        why: "told at the tag, which is what must go; the official parser points at what comes next, or behind the end",
        cases: &[
            "tags before a background",
            "tags before a step",
            "tags before a row",
            "tags at the end",
            "tags at the end of a rule",
        ],
        is: |seen, _| seen.says(Kind::Unparsable, "a tag that belongs to nothing"),
    },
    Difference {
        name: "four-languages",
        why: "the steps speak English, German, French and Spanish; of the others nothing could be run",
        cases: &["norwegian", "japanese", "pirates", "chinese"],
        is: |seen, _| seen.tells(Kind::UnknownLanguage),
    },
    Difference {
        name: "a-keyword-in-other-letters",
        why: "the official parser takes it for free text, and the step is not run",
        cases: &[
            "words that begin with keywords",
            "lower case words",
            "a lower case step in words",
            "a lower case section in words",
        ],
        is: |seen, _| seen.tells(Kind::KeywordCase),
    },
    Difference {
        name: "a-space-that-is-none-behind-a-keyword",
        why: "the official parser takes it for free text, and the step is not run",
        cases: &["a non-breaking space behind a keyword in words", "a tab behind a keyword in words"],
        is: |seen, _| seen.tells(Kind::KeywordSpace),
    },
    Difference {
        name: "colons",
        why: "the official parser takes the line for free text, and what follows belongs to the section before",
        cases: &[
            "a section without its colon in words",
            "a blank before the colon in words",
            "a colon behind a step in words",
            "a german colon that is wide",
        ],
        is: |seen, _| {
            seen.says(Kind::Unparsable, "the colon is missing")
                || seen.says(Kind::Unparsable, "a step's keyword has no colon")
        },
    },
    Difference {
        name: "a-misspelt-keyword",
        why: "the official parser takes it for free text, and the step is not run",
        cases: &["a misspelt section in words", "a misspelt step in words"],
        is: |seen, _| seen.says(Kind::Unparsable, "this is no keyword"),
    },
    Difference {
        name: "a-step-in-free-text",
        why: "if the catalogue knows the sentence, it was meant to be run (here the catalogue knows everything)",
        cases: &[
            "words that look like steps of a feature",
            "words that look like steps of a rule",
            "words that look like steps of examples",
        ],
        is: |seen, _| seen.tells(Kind::StepInDescription),
    },
    Difference {
        name: "a-step-without-words",
        why: "it says nothing",
        cases: &["steps without words", "a step that becomes empty"],
        is: |seen, _| seen.says(Kind::Unparsable, "a step without words"),
    },
    Difference {
        name: "a-second-feature-in-free-text",
        why: "the official parser takes `Feature:` under a feature's name for free text",
        cases: &["a second feature in words"],
        is: |seen, _| seen.says(Kind::Unparsable, "a file holds one feature"),
    },
    Difference {
        name: "a-background-in-free-text",
        why: "the official parser takes `Background:` for free text where none can stand, and its steps for the section's",
        cases: &[
            "a second background in words",
            "a background in the words of a scenario",
            "a background in the words of examples",
        ],
        is: |seen, _| {
            seen.says(Kind::Unparsable, "a second background")
                || seen.says(Kind::Unparsable, "the background comes after a scenario")
        },
    },
    Difference {
        name: "examples-in-free-text",
        why: "the official parser takes `Examples:` for free text where no outline is, and the rows are lost",
        cases: &["examples in the words of a feature", "examples in the words of a background", "examples of a rule"],
        is: |seen, _| seen.says(Kind::Unparsable, "examples belong to a scenario"),
    },
    Difference {
        name: "words-behind-the-last-bar",
        why: "the official parser drops the cell without a word",
        cases: &["words behind the last bar", "a backslash at the end of a row", "an escaped bar at the end of a row"],
        is: |seen, _| seen.says(Kind::Unparsable, "the row does not end with a bar"),
    },
    Difference {
        name: "ragged-rows-come-first",
        why: "told where they stand; the official parser counts cells at the table's end, and gives up after ten mistakes",
        cases: &["ragged and then wrong eleven times"],
        is: |seen, _| seen.tells(Kind::RaggedTable),
    },
    Difference {
        name: "a-table-and-a-text",
        why: "a step takes one of them; the official grammar allows both",
        cases: &["a table and a text", "a text and a table"],
        is: |seen, _| seen.says(Kind::Unparsable, "a step takes one table or one doc string"),
    },
    Difference {
        name: "a-text-that-is-never-closed",
        why: "told at its opening fence, which is where the author must look; the official parser points behind the end",
        cases: &[
            "a text that is never closed",
            "a text that is closed by the other fence",
            "a text that is never closed before a scenario",
        ],
        is: |seen, _| seen.says(Kind::Unparsable, "this doc string is never closed"),
    },
];
