Feature: Phrases
  Sentences made of other sentences. A scenario with the tag @phrase is not run by itself: a step that says its name
  becomes its steps, with what the step says in place of <these>.

  @phrase
  Scenario: I take <other> instead of <product>
    When I remove <product> from my cart
    Then my cart does not contain <product>
    When I add <other> to my cart

  @phrase
  Scenario: I buy what is in my cart
    When I check out as a guest
    Then my order is confirmed
