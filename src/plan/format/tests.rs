//! What is laid out, how, and that its meaning stays.

use super::*;

fn lay(text: &str) -> String {
    let source = Source::new("a.feature", text);
    let once = laid_out(&source).unwrap_or_else(|found| panic!("{}", found[0]));
    let twice = laid_out(&Source::new("a.feature", &once)).unwrap_or_else(|found| panic!("{}", found[0]));
    assert_eq!(once, twice, "laid out twice");
    once
}

const UNTIDY: &str = "

# language: en
@smoke
  @slow
Feature:   Buying  
      Free text

        - a list
Background:
   Given   I am in the shop


# a remark
@a   @b # why
@c
      Scenario Outline: a <card>   card

When I pay:
|card|  a long   header|
| <card> \\| |x| # note
  # in between
|ä|  |
And I write
      \"\"\" json
        { \"a\": 1 }

      b  
      \"\"\"
Examples:
  | card |
|good|
 Rule:   more
  words
  Scenario: second
  Given I am in the shop
# the end
";

const TIDY: &str = "# language: en
@smoke @slow
Feature: Buying
  Free text

    - a list

  Background:
    Given I am in the shop

  # a remark
  @a @b # why
  @c
  Scenario Outline: a <card>   card
    When I pay:
      | card      | a long   header |
      | <card> \\| | x               | # note
      # in between
      | ä         |                 |
    And I write
      \"\"\" json
        { \"a\": 1 }

      b  
      \"\"\"

    Examples:
      | card |
      | good |

  Rule: more
    words

    Scenario: second
      Given I am in the shop
      # the end
";

#[test]
fn an_untidy_file_is_laid_out() {
    assert_eq!(lay(UNTIDY), TIDY);
}

#[test]
fn a_file_that_cannot_be_read_is_not_laid_out() {
    let source = Source::new("a.feature", "Feature: f\n  Scenario: s\n    Given I am\n    nonsense\n");
    assert!(!laid_out(&source).unwrap_err().is_empty());
}

#[test]
fn other_languages_and_their_keywords_stay() {
    let french = "#language:fr\nFonctionnalité: f\nScénario: s\nÉtant donné que je suis là\nEt qu'il pleut\n";
    let laid = "#language:fr\nFonctionnalité: f\n\n  Scénario: s\n    Étant donné que je suis là\n    Et qu'il pleut\n";
    assert_eq!(lay(french), laid);
}

#[test]
fn line_ends_of_windows_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.feature");
    std::fs::write(&path, "Feature: f\r\n Scenario: s\r\n  Given x\r\n").unwrap();
    let (files, mistakes) = format(&[path.to_str().unwrap().to_owned()]);
    assert!(mistakes.is_empty());
    assert_eq!(files[0].text.as_deref(), Some("Feature: f\r\n\r\n  Scenario: s\r\n    Given x\r\n"));
}

#[test]
fn every_feature_file_of_ours_keeps_its_meaning() {
    let mut mistakes = Vec::new();
    let paths = ["features", "fixtures/features", "ci/bench", "tests/faults"].map(str::to_owned);
    let mut count = 0;
    for found in files::find(&paths, &mut mistakes) {
        let Some(source) = read(&found.name, &mut mistakes) else { continue };
        if parse(&source).mistakes.is_empty() {
            lay(&source.text);
            count += 1;
        }
    }
    assert!(count > 25, "only {count} files could be read");
}
