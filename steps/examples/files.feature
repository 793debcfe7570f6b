@allow:no-given @allow:no-then
Feature: Examples: files and dragging

  Background:
    Given I open the page "/samples/files"

  @passes
  Scenario: A file that there is
    When I upload "steps/examples/photo.png" to "Your photo"

  @fails @mistaken
  Scenario: A file that there is not
    When I upload "no-such-folder/photo.png" to "Your photo"

  @passes
  Scenario: Something is dragged to its place
    When I drag "Blue Mug" onto "Basket"

  @fails
  Scenario: Nowhere to drag it to
    When I drag "Blue Mug" onto "Rocket"

  @passes
  Scenario: The file that comes
    When I click "Download the invoice"
    Then a file "invoice.pdf" is downloaded

  @fails
  Scenario: Another file than the one that comes
    When I click "Download the invoice"
    Then a file "receipt.pdf" is downloaded
